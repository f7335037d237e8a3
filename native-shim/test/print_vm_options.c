/* Prints what the Java VM is started with for a budget of so many bytes, for the tests of the Java side. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/vm_options.h"

int main(int count, char **arguments)
{
    struct text_list none = {NULL, 0};
    struct text_list list = {NULL, 0};
    if (count != 2 || !vm_options(&list, "/home", "/log", atoll(arguments[1]), &none)) {
        return 1;
    }
    for (int i = 0; i < list.size; i++) {
        puts(list.items[i]);
    }
    text_list_free(&list);
    return 0;
}
