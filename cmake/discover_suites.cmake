# Writes a file for ctest with a test for each suite of a program of GoogleTest, which runs them in one process: to start
# the program, and to load the grammar, takes longer than most tests.
# cmake -DPROGRAM=tests -DOUTPUT=file -P discover_suites.cmake
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE list COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "(^|\n)[A-Za-z0-9_/]+\\." suites "${list}")
set(content "")
foreach(suite IN LISTS suites)
  string(STRIP "${suite}" suite)
  string(REGEX REPLACE "\\.$" "" suite "${suite}")
  string(APPEND content "add_test([=[${suite}]=] [=[${PROGRAM}]=] [=[--gtest_filter=${suite}.*]=])\n")
endforeach()
file(WRITE ${OUTPUT} "${content}")
