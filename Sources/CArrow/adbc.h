// The structures of ADBC 1.0.0, Arrow's interface of database drivers (https://arrow.apache.org/adbc): the table of
// functions that a driver fills in. Functions that this program does not call stand in their places as `unused`.
#pragma once

#include "arrow.h"

typedef uint8_t AdbcStatusCode;

struct AdbcError {
  char *message;
  int32_t vendor_code;
  char sqlstate[5];
  void (*release)(struct AdbcError *error);
  // Since 1.1.0; a driver looks here only where vendor_code says that it may.
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcDatabase {
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcConnection {
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcStatement {
  void *private_data;
  struct AdbcDriver *private_driver;
};

typedef void (*AdbcUnused)(void);

struct AdbcDriver {
  void *private_data;
  void *private_manager;
  AdbcStatusCode (*release)(struct AdbcDriver *, struct AdbcError *);

  AdbcStatusCode (*DatabaseInit)(struct AdbcDatabase *, struct AdbcError *);
  AdbcStatusCode (*DatabaseNew)(struct AdbcDatabase *, struct AdbcError *);
  AdbcStatusCode (*DatabaseSetOption)(
      struct AdbcDatabase *, const char *key, const char *value, struct AdbcError *);
  AdbcStatusCode (*DatabaseRelease)(struct AdbcDatabase *, struct AdbcError *);

  AdbcStatusCode (*ConnectionCommit)(struct AdbcConnection *, struct AdbcError *);
  AdbcUnused ConnectionGetInfo;
  AdbcUnused ConnectionGetObjects;
  AdbcUnused ConnectionGetTableSchema;
  AdbcUnused ConnectionGetTableTypes;
  AdbcStatusCode (*ConnectionInit)(struct AdbcConnection *, struct AdbcDatabase *, struct AdbcError *);
  AdbcStatusCode (*ConnectionNew)(struct AdbcConnection *, struct AdbcError *);
  AdbcStatusCode (*ConnectionSetOption)(
      struct AdbcConnection *, const char *key, const char *value, struct AdbcError *);
  AdbcUnused ConnectionReadPartition;
  AdbcStatusCode (*ConnectionRelease)(struct AdbcConnection *, struct AdbcError *);
  AdbcStatusCode (*ConnectionRollback)(struct AdbcConnection *, struct AdbcError *);

  AdbcUnused StatementBind;
  AdbcStatusCode (*StatementBindStream)(
      struct AdbcStatement *, struct ArrowArrayStream *, struct AdbcError *);
  AdbcStatusCode (*StatementExecuteQuery)(
      struct AdbcStatement *, struct ArrowArrayStream *out, int64_t *rows_affected, struct AdbcError *);
  AdbcUnused StatementExecutePartitions;
  AdbcUnused StatementGetParameterSchema;
  AdbcStatusCode (*StatementNew)(struct AdbcConnection *, struct AdbcStatement *, struct AdbcError *);
  AdbcUnused StatementPrepare;
  AdbcStatusCode (*StatementRelease)(struct AdbcStatement *, struct AdbcError *);
  AdbcStatusCode (*StatementSetOption)(
      struct AdbcStatement *, const char *key, const char *value, struct AdbcError *);
  AdbcStatusCode (*StatementSetSqlQuery)(struct AdbcStatement *, const char *, struct AdbcError *);
  AdbcUnused StatementSetSubstraitPlan;

  // What later versions add, which no driver touches that was asked for 1.0.0; room all the same for one that does.
  AdbcUnused later[40];
};

#define CHURN_ADBC_VERSION 1000000

// What a driver's library exports, such as AdbcDriverInit.
typedef AdbcStatusCode (*AdbcDriverInitialiser)(int version, void *driver, struct AdbcError *);
