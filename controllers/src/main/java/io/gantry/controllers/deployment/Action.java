package io.gantry.controllers.deployment;

import io.gantry.api.apps.v1.DeploymentStatus;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.base.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at a Deployment decides to do. Carried out in order; what fails ends it, and it is decided anew. */
sealed interface Action {
    /** Makes the ReplicaSet of a template that has none. */
    record CreateSet(ReplicaSet set) implements Action {}

    /** Changes size, annotations or minReadySeconds of a ReplicaSet. */
    record UpdateSet(ReplicaSet before, ReplicaSet after) implements Action {}

    record DeleteSet(ReplicaSet set) implements Action {}

    /** Moves the Deployment's own revision. */
    record SetRevision(String revision) implements Action {}

    record UpdateStatus(DeploymentStatus status) implements Action {}

    record Warn(Reason reason) implements Action {}

    /**
     * All of it.
     *
     * @param again when to look again though nothing changed, or {@code null}
     */
    record Decision(List<Action> actions, @Nullable Duration again) {
        public Decision {
            actions = List.copyOf(actions);
        }
    }
}
