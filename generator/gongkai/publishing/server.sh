# What happens where the public site lies. Runs there under sh, told by the words it gets; prints lines that begin with "gongkai:".
#
#   sh -c "$(cat server.sh)" gongkai publish SITE TOKEN KEEP WAIT
#   sh -c "$(cat server.sh)" gongkai rollback SITE [NUMBER]
#   sh -c "$(cat server.sh)" gongkai list SITE
#
# SITE is a symbolic link to one folder in SITE.published/, and changes by one rename(2): a reader sees one whole release, old or new.
# A release NUMBER counts only with its NUMBER.note, which is written last and removed first, so that a half-copied or half-deleted
# folder is never switched to. The lock is held by this process and ends with it: nothing is left to tidy up by hand.
set -eu
umask 022
LC_ALL=C
export LC_ALL
trap '' PIPE HUP # the other end may go away in the middle of a switch: finish it

say() { printf 'gongkai:%s\n' "$*" 2>/dev/null || :; }
stop() {
    say "error $*"
    exit 1
}

verb=$1
site=${2%/}
store=$site.published
name=${store##*/}

numbers() { # of whole releases, oldest first
    for note in "$store"/[0-9]*.note; do
        number=${note##*/}
        number=${number%.note}
        [ -d "$store/$number" ] && printf '%s\n' "$number"
    done | sort
}

current() { # the number that is public, "" for none of ours
    link=$(readlink "$site" 2>/dev/null || :)
    case $link in "$name"/*) printf '%s\n' "${link##*/}" ;; esac
}

note_of() { head -n 1 "$store/$1.note" 2>/dev/null || :; }

count() { find "$1" -type f | wc -l | tr -d ' '; }

switch() {
    if [ -d "$site" ] && [ ! -L "$site" ]; then rmdir "$site"; fi # an empty folder, see publish
    rm -f "$site.new"
    ln -s "$name/$1" "$site.new"
    mv -T "$site.new" "$site"
    say "public $1 $(note_of "$1")"
}

drop() {
    rm -f "$store/$1.note"
    rm -rf "${store:?}/$1"
}

tell() {
    public=$(current)
    for number in $(numbers); do
        mark=-
        [ "$number" = "$public" ] && mark='*'
        say "release $number $mark $(note_of "$number")"
    done
}

lock() { # the kernel's lock on a file: gone with this process, however it ends
    command -v flock >/dev/null || stop missing flock
    exec 9>"$store/.lock"
    flock -n 9 && return
    say waiting
    flock -w "$1" 9 || stop busy
}

publish() {
    token=$1 keep=$2 wait=$3
    command -v rsync >/dev/null || stop missing rsync
    [ -d "$(dirname "$site")" ] || stop parent
    if [ -e "$site" ] && [ ! -L "$site" ] && [ -n "$(ls -A "$site")" ]; then stop taken; fi
    [ -d "$store" ] || mkdir "$store" 2>/dev/null || stop denied
    [ -w "$store" ] && [ -w "$(dirname "$site")" ] || stop denied
    lock "$wait"

    # What a publish or a deletion that was cut off has left behind, and what was rolled back.
    public=$(current)
    rm -rf "$store"/*.part
    number=$(find "$store" -maxdepth 1 -name '[0-9]*' | sed 's/.*\///' | sort | awk 'END { printf "%06d", $0 + 1 }') # never one that was used
    for folder in "$store"/[0-9]*; do
        one=${folder##*/}
        one=${one%.note}
        if [ "$one" = "$public" ]; then continue; fi
        if [ ! -d "$store/$one" ] || [ ! -f "$store/$one.note" ] || [ "$one" -gt "${public:-999999}" ]; then drop "$one"; fi
    done
    part=$store/$token.part
    mkdir "$part"
    before=0
    [ -z "$public" ] || before=$(count "$site/")
    say "ready ${public:--} $before"

    # The site is copied meanwhile, by rsync, into $part. What follows comes when it is all there; if the sender dies, nothing comes.
    if ! read -r order files note; then
        rm -rf "$part"
        exit 1
    fi
    if [ "$order" != go ]; then
        rm -rf "$part"
        say "same ${public:--}"
        exit 0
    fi
    found=$(count "$part")
    if [ "$found" != "$files" ]; then
        rm -rf "$part"
        stop incomplete "$found"
    fi
    sync -f "$part" 2>/dev/null || sync
    mv "$part" "$store/$number"
    printf '%s\n' "$note" >"$store/.note"
    mv "$store/.note" "$store/$number.note"
    switch "$number"
    for old in $(numbers | head -n "-$keep"); do drop "$old"; done
}

rollback() {
    [ -d "$store" ] || stop none
    lock 0
    public=$(current)
    wanted=${1:-$(numbers | awk -v public="$public" '$0 < public' | tail -n 1)}
    [ -n "$wanted" ] || stop first
    case $wanted in *[!0-9]*) stop unknown ;; esac
    [ -d "$store/$wanted" ] && [ -f "$store/$wanted.note" ] || stop unknown
    switch "$wanted"
    tell
}

shift 2
case $verb in
publish) publish "$@" ;;
rollback) rollback "$@" ;;
list) tell ;;
esac
