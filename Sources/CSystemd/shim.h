// The desktop's message bus.
#pragma once
#include <string.h>
#include <systemd/sd-bus.h>

// The entries of a table that sd-bus answers from: sd-bus makes them with macros, which do not import
// into Swift, and wants the bytes that an entry leaves unused to be zero, which the macros ensure in
// static memory only. Every text has to outlive the table. `names` is a list of parameter names, each
// ended by a NUL, with an empty one at the end.

static inline void coach_vtable_start(sd_bus_vtable *entry) {
  memset(entry, 0, sizeof *entry);
  entry->type = _SD_BUS_VTABLE_START;
  entry->x.start.element_size = sizeof *entry;
  entry->x.start.features = _SD_BUS_VTABLE_PARAM_NAMES;
  entry->x.start.vtable_format_reference = &sd_bus_object_vtable_format;
}

static inline void coach_vtable_end(sd_bus_vtable *entry) {
  memset(entry, 0, sizeof *entry);
  entry->type = _SD_BUS_VTABLE_END;
}

// Everybody on the bus may call it: the bus lets in one user only.
static inline void coach_vtable_method(
    sd_bus_vtable *entry, const char *member, const char *takes, const char *gives,
    const char *names, sd_bus_message_handler_t handler) {
  memset(entry, 0, sizeof *entry);
  entry->type = _SD_BUS_VTABLE_METHOD;
  entry->flags = SD_BUS_VTABLE_UNPRIVILEGED;
  entry->x.method.member = member;
  entry->x.method.signature = takes;
  entry->x.method.result = gives;
  entry->x.method.handler = handler;
  entry->x.method.names = names;
}

// `change` is SD_BUS_VTABLE_PROPERTY_CONST, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE or 0; without `set` it
// is read-only.
static inline void coach_vtable_property(
    sd_bus_vtable *entry, const char *member, const char *type, uint64_t change,
    sd_bus_property_get_t get, sd_bus_property_set_t set) {
  memset(entry, 0, sizeof *entry);
  entry->type = set ? _SD_BUS_VTABLE_WRITABLE_PROPERTY : _SD_BUS_VTABLE_PROPERTY;
  entry->flags = change | (set ? SD_BUS_VTABLE_UNPRIVILEGED : 0);
  entry->x.property.member = member;
  entry->x.property.signature = type;
  entry->x.property.get = get;
  entry->x.property.set = set;
}

static inline void coach_vtable_signal(
    sd_bus_vtable *entry, const char *member, const char *carries, const char *names) {
  memset(entry, 0, sizeof *entry);
  entry->type = _SD_BUS_VTABLE_SIGNAL;
  entry->x.signal.member = member;
  entry->x.signal.signature = carries;
  entry->x.signal.names = names;
}
