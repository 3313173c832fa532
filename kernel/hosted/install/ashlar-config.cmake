# SPDX-License-Identifier: MIT
# find_package(ashlar): the targets ashlar::ashlar, libashlar.so, and ashlar::static. Whoever links
# either has its malloc. ASHLAR_SOURCE is the core as one file, to embed.
get_filename_component(_ashlar "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(ASHLAR_SOURCE "${_ashlar}/share/ashlar/ashlar.c")
if(NOT TARGET ashlar::ashlar)
  add_library(ashlar::ashlar SHARED IMPORTED)
  set_target_properties(ashlar::ashlar PROPERTIES
    IMPORTED_LOCATION "${_ashlar}/lib/libashlar.so"
    INTERFACE_INCLUDE_DIRECTORIES "${_ashlar}/include")
  add_library(ashlar::static STATIC IMPORTED)
  set_target_properties(ashlar::static PROPERTIES
    IMPORTED_LOCATION "${_ashlar}/lib/libashlar.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_ashlar}/include")
endif()
unset(_ashlar)
