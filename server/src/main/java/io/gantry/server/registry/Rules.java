package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.Validation;
import io.gantry.api.warning.Warnings;
import io.gantry.server.request.RequestScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of an object before it is stored, as the causes of the refusal, and what its writer is told besides. */
final class Rules {
    private Rules() {}

    static List<StatusCause> ofNew(Kind<?> kind, KubeObject object) {
        return causes(Validation.validate(kind, object));
    }

    static List<StatusCause> ofUpdate(Kind<?> kind, KubeObject old, KubeObject next) {
        return causes(Validation.validateUpdate(kind, old, next));
    }

    static List<StatusCause> ofSubresource(Kind<?> kind, String subresource, KubeObject old, KubeObject next) {
        return switch (subresource) {
            // A scale changes the spec like an update; the others change only what their strategy lets through.
            case "scale" -> causes(Validation.validateUpdate(kind, old, next));
            case "ephemeralcontainers" -> causes(Validation.validateEphemeralContainers((Pod) next, (Pod) old));
            case "resize" -> causes(Validation.validateResize((Pod) next, (Pod) old));
            default -> causes(Validation.validateStatusUpdate(kind, old, next));
        };
    }

    /**
     * Tells the running request's client what is valid and hardly meant. Who scales is told like who updates; Kubernetes has
     * nothing to say to changes of other subresources than the status.
     *
     * @param old null for an object that is created
     */
    static void warn(String subresource, @Nullable KubeObject old, KubeObject next) {
        if (!RequestScope.CURRENT.isBound()) {
            return;
        }
        List<String> warnings = switch (subresource) {
            case "", "scale" -> old == null ? Warnings.ofNew(next) : Warnings.ofUpdate(old, next);
            case "status" -> Warnings.ofStatus(next);
            default -> List.of();
        };
        warnings.forEach(RequestScope::warn);
    }

    static List<StatusCause> causes(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new StatusCause(error.causeReason(), error.body(), error.path()))
                .toList();
    }
}
