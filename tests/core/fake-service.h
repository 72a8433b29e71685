/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core-fixture.h"

G_BEGIN_DECLS

typedef struct _FakeService FakeService;

/* FakeAction: what a POST does to the service; @path ends with the action's name */
typedef void (*FakeAction) (FakeService *self, const char *path, gpointer user_data);

/*
 * FakeTrouble: what happens to a request
 */
typedef enum
{
  FAKE_TROUBLE_NONE,
  FAKE_TROUBLE_CUT,     /* the connection is closed, nothing happens */
  FAKE_TROUBLE_LOST,    /* it is carried out, then the connection is closed */
  FAKE_TROUBLE_REFUSED, /* a business refusal */
  FAKE_TROUBLE_STALE,   /* somebody else has changed the entity */
  FAKE_TROUBLE_HANG,    /* no answer until fake_service_release() */
} FakeTrouble;

/*
 * FakeService:
 *
 * A migration service with a state that a test sets as it likes, where a script of answers would have to know
 * how often the client looks. On 127.0.0.1 in the test's own process.
 *
 * All texts are JSON with single quotes. `setup` and `overview` may be NULL: there is none.
 */
struct _FakeService
{
  SoupServer *server;
  char *url;
  char *setup;
  char *companies;
  char *runs;
  char *details;
  char *capabilities; /* NULL: there is no management API */
  char *overview;
  char *record; /* the one entity of every other list of the management API; NULL: there are no other lists */
  char *answer; /* what the bound actions of the management API answer with; NULL: nothing */
  char *operations;        /* of the Admin Center, which answers through an outage; NULL: it refuses */
  char *token;             /* NULL: anybody may come */
  gboolean outage;         /* every connection is cut */
  guint management_status; /* 0, or what the management API answers with */
  int retry_after;         /* 0, or every read is answered with 429 */
  guint read_status;       /* 0, or what every read is answered with */
  gboolean hang_reads;     /* no read is answered until fake_service_release() */
  FakeTrouble next_post;
  FakeTrouble next_read; /* CUT or none */
  FakeAction action;
  gpointer action_data;
  GPtrArray *log; /* `METHOD path` of each request */
  GPtrArray *bodies;
  GPtrArray *hanging;
};

FakeService *fake_service_new (void);
void fake_service_free (FakeService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeService, fake_service_free)

void fake_service_set (char **member, const char *text);

/* fake_service_add_run: a new entry on top of the log */
void fake_service_add_run (FakeService *self,
                           const char *id,
                           const char *type,
                           const char *status,
                           const char *more);

/* fake_service_set_run: the only entry of the log */
void fake_service_set_run (FakeService *self,
                           const char *id,
                           const char *type,
                           const char *status,
                           const char *more);

/* fake_service_count: Returns: how many requests of @method had @words in their path */
guint fake_service_count (FakeService *self, const char *method, const char *words);

/* fake_service_get_body: Returns: (nullable): the body of the last such request */
const char *fake_service_get_body (FakeService *self, const char *method, const char *words);

/* fake_service_release: answers what hangs */
void fake_service_release (FakeService *self);

G_END_DECLS
