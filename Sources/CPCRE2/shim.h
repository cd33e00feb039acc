#ifndef WHORL_CPCRE2_SHIM_H
#define WHORL_CPCRE2_SHIM_H

// The width selects the 8-bit library: its functions are imported with the suffix _8.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
