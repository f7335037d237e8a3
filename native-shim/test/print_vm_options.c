/*
 * Prints what the Java VM is started with for a budget of so many bytes and options of an operator, for the tests of the
 * Java side.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/vm_options.h"

int main(int count, char **arguments)
{
    struct text_list operators = {NULL, 0};
    struct text_list list = {NULL, 0};
    bool ok = count > 1;
    for (int i = 2; ok && i < count; i++) {
        ok = text_list_add(&operators, arguments[i], strlen(arguments[i]));
    }
    if (!ok || !vm_options(&list, "/home", "/log", atoll(arguments[1]), &operators)) {
        return 1;
    }
    for (int i = 0; i < list.size; i++) {
        puts(list.items[i]);
    }
    text_list_free(&list);
    text_list_free(&operators);
    return 0;
}
