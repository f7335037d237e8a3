#include "check.h"
#include "engine/vm_options.h"

static int index_of(const struct text_list *list, const char *text)
{
    for (int i = 0; i < list->size; i++) {
        if (strcmp(list->items[i], text) == 0) {
            return i;
        }
    }
    return -1;
}

static void check_heap(const char *operators_option, const char *first)
{
    struct text_list operators = {NULL, 0};
    CHECK(text_list_add(&operators, operators_option, strlen(operators_option)));
    struct text_list list = {NULL, 0};
    CHECK(vm_options(&list, "/h", "/log", INT64_C(128) << 20, &operators));
    CHECK(index_of(&list, first) >= 0);
    text_list_free(&list);
    text_list_free(&operators);
}

int main(void)
{
    check_heap("-Da=b", "-Xms224m");
    check_heap("-Xmx32m", "-Xms16m");
    check_heap("-Xms64m", "-Xms16m");
    check_heap("-XX:MaxHeapSize=32m", "-Xms16m");
    check_heap("-XX:InitialHeapSize=32m", "-Xms16m");
    struct text_list operators = {NULL, 0};
    CHECK(text_list_add(&operators, "-Xmx32m", 7));
    struct text_list list = {NULL, 0};
    CHECK(vm_options(&list, "/h", "/log", INT64_C(128) << 20, &operators));
    CHECK(index_of(&list, "-Djava.class.path=/h/jna.jar:/h/slf4j-api.jar:/h/slf4j-simple.jar") >= 0);
    CHECK(index_of(&list, "-Djna.boot.library.path=/h") >= 0);
    CHECK(index_of(&list, "-XX:ErrorFile=/log/tsmp4java-hs_err_%p.log") >= 0);
    CHECK(index_of(&list, "-XX:HeapDumpPath=/log") >= 0);
    CHECK(index_of(&list, "-Xrs") >= 0);
    CHECK(index_of(&list, "-Xmx224m") >= 0);
    CHECK(index_of(&list, "-Xmn5m") >= 0);
    CHECK(index_of(&list, "-Xmx32m") == list.size - 1);
    text_list_free(&list);
    text_list_free(&operators);
    return checks_failed != 0;
}
