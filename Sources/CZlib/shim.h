#include <zlib.h>

// `deflateInit2` and `inflateInit2` are macros, which Swift does not see.
static inline int anker_deflate_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
}
static inline int anker_inflate_init(z_stream *stream) { return inflateInit2(stream, -15); }
static inline int anker_gunzip_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
