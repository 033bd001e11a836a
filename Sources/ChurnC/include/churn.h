// churn as a library: models are trained and score on tables in memory.
//
// Tables come and go by Arrow's C stream interface (https://arrow.apache.org/docs/format/CStreamInterface.html), which pyarrow,
// polars, pandas, DuckDB, Spark and R speak. A stream that is handed over is taken: it is released whatever comes of the call,
// and must not be used again. A stream that is given back is the caller's to release. Nothing is copied that need not be.
//
// Every function that can fail gives a status. Where it is not CHURN_OK, `*error` is a text in English, whole sentences that say
// what is wrong and what to do, which the caller frees by churn_free; `error` may be null. Nothing aborts or throws.
//
// Any number of threads may use the same model at a time. It may be closed while others score with it: they end first. Nobody
// may begin a call with a model that has been closed. A process that was forked may go on using models of its parent.
//
// The library keeps no state besides the handles that it gives out.
#ifndef CHURN_H
#define CHURN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Grows when functions, flags or members are added at an end. What is here keeps its meaning.
#define CHURN_INTERFACE_VERSION 2

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

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
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};
#endif

// What a call has come to.
#define CHURN_OK 0
// What was handed over cannot be used, or a file cannot be read or written; the text says why.
#define CHURN_INVALID 1
// The caller has stopped it.
#define CHURN_INTERRUPTED 2

// A model, ready to score.
typedef struct churn_model churn_model;

// The version of the interface that the library has, to be compared with CHURN_INTERFACE_VERSION.
int32_t churn_interface_version(void);

// The version of the program, such as “churn 0.1.0”; never freed.
const char *churn_version(void);

// Frees a text or bytes that the library has given; null is none.
void churn_free(void *memory);

// Opens a model: the folder that `churn train` has written, or its file.
//
// `threads`: how many threads work for this model; 0: as many as there are processors.
int32_t churn_model_open(const char *path, int32_t threads, churn_model **model, char **error);

// Opens a model whose file lies in memory.
int32_t churn_model_open_bytes(
    const uint8_t *bytes, size_t count, int32_t threads, churn_model **model, char **error);

// Gives up a model; null is none.
void churn_model_close(churn_model *model);

// The model's file as bytes, which churn_model_open_bytes and the program read; equal models have equal bytes.
int32_t churn_model_bytes(const churn_model *model, uint8_t **bytes, size_t *count, char **error);

// Writes the model's file, whole or not at all.
int32_t churn_model_save(const churn_model *model, const char *path, char **error);

// What the model is and which columns it needs, as JSON: `name`, `algorithm`, `label`, `positive`, `columns` with `name` and
// `kind` (number, text, date), `variables` with `name`, `columns` and `importance`, `expected_margin`, `has_points`,
// `base_rate`. Later versions may add keys.
int32_t churn_model_describe(const churn_model *model, char **json, char **error);

// What is given of each row besides `probability`.
#define CHURN_MARGIN 1         // `margin`: log odds, before any calibration
#define CHURN_POINTS 2         // `points`: of a scorecard; other models refuse it
#define CHURN_CONTRIBUTIONS 4  // `contribution_X` of each variable X, which add up to margin − expected_margin
#define CHURN_REASONS 8        // `reason_1`, `reason_2`, `reason_3`: what raises the probability, in words; may be missing

// The columns that churn_model_score gives, known before any row is.
int32_t churn_model_score_schema(
    const churn_model *model, uint32_t wanted, struct ArrowSchema *schema, char **error);

// Scores rows. `scores` has a row for each, in their order. Columns are bound by name; those that the model does not know are
// not looked at. The same row gets the same bits as by `churn predict`.
int32_t churn_model_score(
    const churn_model *model, struct ArrowArrayStream *rows, uint32_t wanted, struct ArrowArrayStream *scores,
    char **error);

// How a model is trained; zeros stand for what is not said.
struct churn_training {
  // sizeof(struct churn_training): members may be added at its end.
  size_t size;
  // The text of a configuration (YAML or JSON), as `churn train --config` takes it; what it says of files of panels is not looked
  // at. Null: defaults.
  const char *configuration;
  // Name of the column with the outcome.
  const char *label;
  // The outcome's text that counts as a loss; null: it holds 0 and 1, or truths.
  const char *positive;
  // Names of the columns that say how often a row counts, whose it is, and when it was; null: none.
  const char *weight;
  const char *key;
  const char *time;
  // The model's name; null: “model”.
  const char *name;
  // As in churn_model_open.
  int32_t threads;
  // Told how far the training is; `total` is 0 where it is not known. Anything but 0 stops it after the tree that is being grown.
  int32_t (*progress)(void *context, const char *step, int64_t done, int64_t total);
  // Told what a careful person would want to know.
  void (*warn)(void *context, const char *text);
  void *context;
};

// Trains a model on a table, whose types say what its columns are: whole numbers are numbers, and texts and dictionaries are
// categories, however they look.
//
// `beside`: further columns with a row for each row of `rows`, such as the outcome that is not in the same table; null: none.
int32_t churn_train(
    struct ArrowArrayStream *rows, struct ArrowArrayStream *beside, const struct churn_training *training,
    churn_model **model, char **error);

// Who is told of a run. Since version 2.
struct churn_listener {
  // sizeof(struct churn_listener): members may be added at its end.
  size_t size;
  // As in struct churn_training: anything but 0 stops a training after the tree that is being grown. What else is run ends all
  // the same, and gives CHURN_INTERRUPTED.
  int32_t (*progress)(void *context, const char *step, int64_t done, int64_t total);
  void (*warn)(void *context, const char *text);
  void *context;
};

// Does what the program's verb of this name does with a panel of months, files in and files out: describe, analyze, train,
// validate, predict, explain, monitor. Since version 2.
//
// `request`: JSON whose keys are the program's options and mean the same: `configuration` (a file), `panel` (files or patterns),
// `language`, `question`, `model`, `month`, `algorithm`, `seed`, `tune`, `all`, `top`, `share`, `above`, `order`, `lists`, `accept`,
// `customer`, `set`, `list`, `backtest`, `draft`, `full`, `out`, `report`; and `command`, what a report says that it was made by.
// A key that a verb has no use for is not looked at.
//
// `listener`: null: nobody.
int32_t churn_run(
    const char *verb, const char *request, int32_t threads, const struct churn_listener *listener, char **error);

#ifdef __cplusplus
}
#endif

#endif
