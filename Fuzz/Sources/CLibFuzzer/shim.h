/// libFuzzer's own entry point, which comes with `-sanitize=fuzzer`: the compiler ships no header for it.
///
/// Calls `read` with one input after another until the options in `argv` are met, and ends the process itself where one fails.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*read)(const unsigned char *bytes, unsigned long count));
