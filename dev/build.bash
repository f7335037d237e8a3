# Sourced by the scripts beside it: which Traffic Server they are for, and the plugin's build for it.
#
# --traffic-server PREFIX, or the variable TS_PREFIX, names one that is installed below PREFIX; without it, it is the
# one that is found, on Debian that of its packages. Each has a build folder of its own, so that the builds can stand
# side by side.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly TOP

# Takes that option out of the arguments, wherever it stands, and leaves the others in `rest`.
take_traffic_server() {
    rest=()
    while (($# > 0)); do
        case $1 in
            --traffic-server)
                (($# > 1)) || refuse "--traffic-server needs a prefix"
                TS_PREFIX=$2
                shift
                ;;
            --traffic-server=*) TS_PREFIX=${1#*=} ;;
            *) rest+=("$1") ;;
        esac
        shift
    done
    export TS_PREFIX=${TS_PREFIX-}
    build=$TOP/build
    [[ -n $TS_PREFIX ]] || return 0
    [[ -x $TS_PREFIX/bin/traffic_layout ]] || refuse "no Traffic Server there: $TS_PREFIX/bin/traffic_layout"
    TS_PREFIX=$(cd "$TS_PREFIX" && pwd)
    build+=/for${TS_PREFIX//\//-}
}

refuse() {
    echo "${0##*/}: $*" >&2
    exit 2
}

# What a user builds.
build_plugin() {
    cmake -B "$build" -S "$TOP" -DTS_PREFIX="$TS_PREFIX" && cmake --build "$build"
}

# What a preset of CMakePresets.json builds, in a folder of the build folder; dev in the build folder itself.
build_preset() {
    local preset=$1 folder=$build target=all
    [[ $preset == dev ]] || folder+=/$preset
    [[ $preset != asan ]] || target=shim-tests
    cmake --preset "$preset" -S "$TOP" -B "$folder" -DTS_PREFIX="$TS_PREFIX"
    cmake --build "$folder" --target "$target"
}

# The same, with its output in a file of which only the end is shown, and only when it fails.
build_quietly() {
    local log=$1
    mkdir -p "${log%/*}"
    echo "${0##*/}: building (the output is in ${log#"$TOP/"})"
    build_plugin >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
}

# Whether one of these options is among the others.
asked_for() {
    local option given
    for option in "$@"; do
        for given in "${rest[@]}"; do
            [[ ${given%%=*} != "$option" ]] || return 0
        done
    done
    return 1
}

# Debian's package is for Debian's Python, which need not be the first that is found.
python_with_plots() {
    local python
    for python in python3 /usr/bin/python3; do
        ! "$python" -c 'import matplotlib' 2>/dev/null || { echo "$python"; return; }
    done
    refuse "no Python with matplotlib: dev/install ${0##*/} brings it"
}
