// The structures of Arrow's C data interface and C stream interface, as their specification has them
// (https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html).
//
// No code of ours is written in C here: these are the layouts of memory that libraries hand over, as zlib's header is.
#pragma once

#include <stdint.h>

// The types of an array, and its name; as a tree.
struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

// The values of an array. Nothing tells how long the buffers are but the lengths and offsets in them.
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

// Arrays of one schema, one after another; the functions return 0 or a number of errno.h.
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};
