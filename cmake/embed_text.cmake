# Writes a C++ file that holds a text file as a string literal: cmake -DFILE=f -DNAME=n -DOUTPUT=o -P embed_text.cmake
file(READ ${FILE} text)
file(WRITE ${OUTPUT} "namespace gouji {\n\nextern const char* const ${NAME};\nconst char* const ${NAME} = R\"text(${text})text\";\n\n}  // namespace gouji\n")
