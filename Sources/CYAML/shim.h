// libyaml, the YAML parser of the system.
#pragma once
#include <yaml.h>
