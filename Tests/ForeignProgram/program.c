#include "program.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "churn.h"

#define ROWS 400
#define EXPECT(truth)                                                        \
  if (!(truth)) {                                                            \
    snprintf(report, (size_t)capacity, "%s: %s", #truth, error ? error : ""); \
    return __LINE__;                                                         \
  }

// A table of two columns of numbers, built by hand, that counts its releases.

static double balance[ROWS], lost[ROWS];
static const void *balance_buffers[2] = {NULL, balance}, *lost_buffers[2] = {NULL, lost}, *record_buffers[1] = {NULL};
static int releases;

static void release_schema(struct ArrowSchema *schema) { schema->release = NULL; }

static void release_array(struct ArrowArray *array) {
  releases++;
  free(array->children[0]);
  free(array->children[1]);
  free(array->children);
  array->release = NULL;
}

static void release_child(struct ArrowArray *array) { array->release = NULL; }

static void release_stream(struct ArrowArrayStream *stream) {
  releases++;
  stream->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  static struct ArrowSchema columns[2];
  static struct ArrowSchema *children[2] = {&columns[0], &columns[1]};
  (void)stream;
  columns[0] = (struct ArrowSchema){.format = "g", .name = "balance", .release = release_schema};
  columns[1] = (struct ArrowSchema){.format = "g", .name = "lost", .release = release_schema};
  *out = (struct ArrowSchema){
      .format = "+s", .name = "", .n_children = 2, .children = children, .release = release_schema};
  return 0;
}

static struct ArrowArray *column(const void **buffers) {
  struct ArrowArray *array = calloc(1, sizeof *array);
  *array = (struct ArrowArray){.length = ROWS, .n_buffers = 2, .buffers = buffers, .release = release_child};
  return array;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  int *given = stream->private_data;
  memset(out, 0, sizeof *out);
  if ((*given)++) return 0;
  struct ArrowArray **children = calloc(2, sizeof *children);
  children[0] = column(balance_buffers);
  children[1] = column(lost_buffers);
  *out = (struct ArrowArray){
      .length = ROWS,
      .n_buffers = 1,
      .buffers = record_buffers,
      .n_children = 2,
      .children = children,
      .release = release_array};
  return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
  (void)stream;
  return NULL;
}

static struct ArrowArrayStream table(int *given) {
  *given = 0;
  return (struct ArrowArrayStream){
      .get_schema = get_schema,
      .get_next = get_next,
      .get_last_error = get_last_error,
      .release = release_stream,
      .private_data = given};
}

static int32_t count(void *context, const char *step, int64_t done, int64_t total) {
  (void)step, (void)done, (void)total;
  ++*(int *)context;
  return 0;
}

int foreign_program(const char *path, char *report, int capacity) {
  char *error = NULL, *json = NULL;
  int given, told = 0;
  releases = 0;
  for (int row = 0; row < ROWS; row++) {
    balance[row] = (row * 7919) % 1009 / 1009.0;
    lost[row] = (row * 31337) % 2021 / 2021.0 > balance[row];
  }
  EXPECT(churn_interface_version() >= CHURN_INTERFACE_VERSION);
  EXPECT(strncmp(churn_version(), "churn ", 6) == 0);

  struct churn_training training = {
      .size = sizeof training,
      .configuration = "training: { trees: { rounds: 5 } }",
      .label = "lost",
      .threads = 2,
      .progress = count,
      .context = &told};
  struct ArrowArrayStream rows = table(&given);
  churn_model *model = NULL;
  EXPECT(churn_train(&rows, NULL, &training, &model, &error) == CHURN_OK);
  // What was taken is marked so, and all of it has been given back.
  EXPECT(rows.release == NULL && releases == 2 && told > 0 && model);

  struct ArrowSchema schema;
  EXPECT(churn_model_score_schema(model, CHURN_MARGIN | CHURN_CONTRIBUTIONS, &schema, &error) == CHURN_OK);
  EXPECT(schema.n_children == 3 && strcmp(schema.children[0]->name, "probability") == 0);
  EXPECT(strcmp(schema.children[2]->name, "contribution_balance") == 0);
  schema.release(&schema);

  struct ArrowArrayStream scores;
  struct ArrowArray batch;
  rows = table(&given);
  EXPECT(churn_model_score(model, &rows, CHURN_MARGIN, &scores, &error) == CHURN_OK);
  EXPECT(scores.get_next(&scores, &batch) == 0 && batch.length == ROWS && batch.n_children == 2);
  double first = ((const double *)batch.children[0]->buffers[1])[0];
  double margin = ((const double *)batch.children[1]->buffers[1])[0];
  EXPECT(fabs(1 / (1 + exp(-margin)) - first) < 1e-12);
  batch.release(&batch);
  scores.release(&scores);

  EXPECT(churn_model_describe(model, &json, &error) == CHURN_OK && strstr(json, "\"balance\""));
  churn_free(json);
  EXPECT(churn_model_save(model, path, &error) == CHURN_OK);
  churn_model_close(model);

  // The model from its file gives the same.
  EXPECT(churn_model_open(path, 1, &model, &error) == CHURN_OK);
  rows = table(&given);
  EXPECT(churn_model_score(model, &rows, 0, &scores, &error) == CHURN_OK);
  EXPECT(scores.get_next(&scores, &batch) == 0 && ((const double *)batch.children[0]->buffers[1])[0] == first);
  batch.release(&batch);
  scores.release(&scores);

  // What goes wrong is a status and a text.
  rows = table(&given);
  EXPECT(churn_model_score(model, &rows, CHURN_POINTS, &scores, &error) == CHURN_INVALID);
  EXPECT(strstr(error, "no scorecard") && scores.release == NULL && rows.release == NULL);
  churn_free(error);
  error = NULL;
  EXPECT(churn_model_score(NULL, NULL, 0, &scores, NULL) == CHURN_INVALID);
  churn_model_close(model);
  churn_model_close(NULL);
  EXPECT(churn_model_open("/nowhere/model", 1, &model, &error) == CHURN_INVALID && !model && strstr(error, "/nowhere"));
  churn_free(error);
  return 0;
}
