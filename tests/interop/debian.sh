#!/usr/bin/env bash
# Unpacks RDF4J and Raptor, and what they need and this machine lacks, from Debian's packages into
# FOLDER/debian; compiles PROGRAM against RDF4J into FOLDER/classes. Nothing is installed, and nobody
# need be root: apt checks the signatures of its own lists, kept in FOLDER. What cannot be had is said.
#
# Usage: debian.sh PROGRAM FOLDER
set -euo pipefail
program=$1
packages=(librdf4j-java raptor2-utils)

say_skipped() {
    echo "make: $1: RDF4J AND RAPTOR WILL BE SKIPPED (an error in CI)" >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 || say_skipped "no apt-get here, which fetches them from Debian"
command -v javac >/dev/null 2>&1 || say_skipped "javac is missing; install a JDK (17 or later)"

folder=$(mkdir -p "$2" && cd "$2" && pwd)
rm -rf "$folder/debian" "$folder/apt"
mkdir -p "$folder/debian" "$folder"/apt/{lists,cache/archives}/partial
apt=(apt-get -qq -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache"
    -o "APT::Sandbox::User=$(id -un)")

"${apt[@]}" update || say_skipped "the lists of Debian's packages cannot be fetched"
missing=$("${apt[@]}" install --simulate --yes --no-install-recommends "${packages[@]}" |
    sed -n 's/^Inst \([^ ]*\).*/\1/p') || say_skipped "${packages[*]} are not in this machine's package lists"
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # one package a word
    (cd "$folder/apt/cache/archives" && "${apt[@]}" download $missing) || say_skipped "Debian's packages cannot be fetched"
    for package in "$folder"/apt/cache/archives/*.deb; do
        dpkg-deb --extract "$package" "$folder/debian"
    done
fi
rm -rf "$folder/apt"

javac -nowarn -cp "$folder/debian/usr/share/java/*:/usr/share/java/*" -d "$folder/classes" "$program"
touch "$folder/debian.stamp"
