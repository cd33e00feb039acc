#!/usr/bin/env bash
# Builds the fuzz targets with libFuzzer and runs each for a number of seconds:
#
#     Tests/Fuzzing/run.sh 300
#
# Linux with Swift's own clang. Corpora grow in .build/fuzzing; what crashes is left there as crash-*.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
work=.build/fuzzing
mkdir -p "$work/json" "$work/stream"
cp Tests/Fuzzing/Seeds/*.json "$work/json/"
cp Tests/Fuzzing/Seeds/* "$work/stream/"

clang++ -std=c++17 -O1 -g -fsanitize=fuzzer,address,undefined -I Sources/CSimdjson/include \
  Sources/CSimdjson/CSimdjson.cpp Tests/Fuzzing/JSONReaderFuzz.cpp -lsimdjson -o "$work/json-reader"

mapfile -t sources < <(find Sources/RecordReading -name '*.swift')
clang++ -std=c++17 -O1 -g -fsanitize=address -c -I Sources/CSimdjson/include \
  Sources/CSimdjson/CSimdjson.cpp -o "$work/CSimdjson.o"
cat > "$work/module.modulemap" <<MAP
module CSimdjson { header "$PWD/Sources/CSimdjson/include/CSimdjson.h" }
MAP
swiftc -O -parse-as-library -swift-version 6 -module-name Crypto -emit-module -emit-object \
  -emit-module-path "$work/Crypto.swiftmodule" -o "$work/Crypto.o" Tests/Fuzzing/CryptoStandIn.swift
swiftc -O -g -wmo -sanitize=fuzzer,address -parse-as-library -swift-version 6 -module-name RecordReading \
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
  -enable-upcoming-feature InternalImportsByDefault \
  -I "$work" -I Sources/CZlib -I Sources/CZstd -Xcc -fmodule-map-file="$PWD/$work/module.modulemap" \
  "${sources[@]}" Tests/Fuzzing/RecordStreamFuzz.swift "$work/CSimdjson.o" "$work/Crypto.o" \
  -lsimdjson -lz -lzstd -lstdc++ -o "$work/record-stream"

"$work/json-reader" -max_total_time="$seconds" -max_len=4096 -print_final_stats=1 \
  -artifact_prefix="$work/crash-json-" "$work/json"
# A frame of zstd may ask for a window of 2 GB, of which no more is touched than there is text.
"$work/record-stream" -max_total_time="$seconds" -max_len=4096 -print_final_stats=1 -timeout=20 -malloc_limit_mb=4096 \
  -artifact_prefix="$work/crash-stream-" "$work/stream"
