"""Publishing: a finished site goes to the folder or the server that the public sees, as a whole release and by one rename.

The room knows folders, processes and servers, and nothing of catalogues: of the house it imports only `problems`.
"""

from gongkai.publishing.built import Built as Built
from gongkai.publishing.built import look_at as look_at
from gongkai.publishing.place import Connection as Connection
from gongkai.publishing.place import Place as Place
from gongkai.publishing.place import place_of as place_of
from gongkai.publishing.release import Outcome as Outcome
from gongkai.publishing.release import Release as Release
from gongkai.publishing.release import publish as publish
from gongkai.publishing.release import releases as releases
from gongkai.publishing.release import roll_back as roll_back
