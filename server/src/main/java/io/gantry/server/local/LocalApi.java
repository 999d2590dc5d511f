package io.gantry.server.local;

import io.gantry.server.registry.Actions;
import io.gantry.server.registry.Evictions;
import io.gantry.server.registry.Patcher;
import io.gantry.server.registry.Questions;
import io.gantry.server.registry.Registries;

/** The parts of an API server that answer a call, however it comes in: over HTTP or as a method call. */
public record LocalApi(
        Registries registries,
        Patcher patcher,
        Actions actions,
        Evictions evictions,
        Questions questions,
        LocalRequests requests) {}
