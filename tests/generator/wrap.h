// Text broken into lines as narrow columns break it: anywhere, but never inside a number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji::generator {

// Lines of at most `width` display columns, longer ones only where a number is.
std::vector<std::string> wrap(std::string_view text, int width);

// The narrowest width at which wrap() breaks nothing that it must not.
int least_width(std::string_view text);

std::string padded(const std::string& text, int width);
std::string repeated(std::string_view piece, int times);

}  // namespace gouji::generator
