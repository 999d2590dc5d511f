package io.gantry.controllers.deployment;

import static io.gantry.controllers.deployment.Sizes.orZero;

import io.gantry.api.apps.v1.DeploymentStatus;
import java.util.Objects;

/** Compares statuses by what they say: an absent number is 0, whichever form it was stored in. */
final class StatusOrder {
    private StatusOrder() {}

    static boolean same(DeploymentStatus one, DeploymentStatus other) {
        return Objects.equals(one.observedGeneration(), other.observedGeneration())
                && orZero(one.replicas()) == orZero(other.replicas())
                && orZero(one.updatedReplicas()) == orZero(other.updatedReplicas())
                && orZero(one.availableReplicas()) == orZero(other.availableReplicas())
                && orZero(one.unavailableReplicas()) == orZero(other.unavailableReplicas())
                && orZero(one.readyReplicas()) == orZero(other.readyReplicas())
                && orZero(one.terminatingReplicas()) == orZero(other.terminatingReplicas())
                && orZero(one.collisionCount()) == orZero(other.collisionCount())
                && one.conditions().equals(other.conditions());
    }
}
