// The message bus of the desktop; <poll.h> and <sys/eventfd.h>, which Swift's Glibc leaves out.
#pragma once
#include <poll.h>
#include <sys/eventfd.h>
#include <systemd/sd-bus.h>
