#include "rule/size.h"

int64_t size_read(const char *value, int64_t least, int64_t most)
{
    int64_t number = 0;
    const char *c = value;
    for (; *c >= '0' && *c <= '9'; c++) {
        number = number * 10 + (*c - '0');
        if (number > most) {
            return -1;
        }
    }
    if (c == value) {
        return -1;
    }
    if (*c == 'K' || *c == 'k') {
        number <<= 10;
        c++;
    } else if (*c == 'M' || *c == 'm') {
        number <<= 20;
        c++;
    }
    return *c || number < least || number > most ? -1 : number;
}
