# Run by embed.cmake: writes OUT, the assembler file that carries every asset of SOURCE and WEB, sorted by path.
# A row is "path file": a space sorts before every letter of a path, so rows sort as their paths do.

set(rows "")
macro(take folder prefix)
  foreach(pattern ${ARGN})
    file(GLOB_RECURSE files RELATIVE ${folder} ${folder}/${pattern})
    foreach(file ${files})
      list(APPEND rows "${prefix}${file} ${folder}/${file}")
    endforeach()
  endforeach()
endmacro()
take(${WEB} "web/" "*")
take(${SOURCE}/web/layout "layout/" "*.html")
take(${SOURCE}/src "" "*.html" "words.*.json")
list(SORT rows)

set(bytes "")
set(table "")
set(index 0)
foreach(row ${rows})
  string(REPLACE " " ";" row "${row}")
  list(GET row 0 path)
  list(GET row 1 file)
  string(LENGTH "${path}" length)
  string(APPEND bytes ".Lpath${index}: .ascii \"${path}\"\n.balign 16\n.Lfrom${index}: .incbin \"${file}\"\n.Lto${index}:\n.byte 0\n")
  string(APPEND table ".quad .Lpath${index}, ${length}, .Lfrom${index}, .Lto${index} - .Lfrom${index}\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE ${OUT} ".section .rodata
${bytes}
.balign 8
.global congvu_asset_count
congvu_asset_count: .quad ${index}
.section .data.rel.ro,\"aw\"
.balign 8
.global congvu_assets
congvu_assets:
${table}
.section .note.GNU-stack,\"\",@progbits
")
