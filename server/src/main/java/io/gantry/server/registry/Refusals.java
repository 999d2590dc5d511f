package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.api.validation.FieldError;
import java.util.List;

/** Turns what is wrong with an object into the answer that Kubernetes gives. */
public final class Refusals {
    private Refusals() {}

    public static StatusException invalid(Kind<?> kind, String name, List<FieldError> errors) {
        List<StatusCause> causes = errors.stream()
                .map(error -> new StatusCause(error.causeReason(), error.body(), error.path()))
                .toList();
        return StatusException.invalid(kind.group(), kind.name(), name, causes);
    }
}
