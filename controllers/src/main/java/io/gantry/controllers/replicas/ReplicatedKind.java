package io.gantry.controllers.replicas;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetCondition;
import io.gantry.api.apps.v1.ReplicaSetStatus;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.PodTemplateSpecType;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ReplicationControllerCondition;
import io.gantry.api.core.v1.ReplicationControllerStatus;
import io.gantry.api.core.v1.ReplicationControllerType;
import io.gantry.controllers.runtime.Selectors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ReplicaSet and ReplicationController have in common, so that one loop serves both. */
sealed interface ReplicatedKind<T extends KubeObject> {
    ReplicatedKind<ReplicaSet> REPLICA_SETS = new ReplicaSets();
    ReplicatedKind<ReplicationController> REPLICATION_CONTROLLERS = new ReplicationControllers();

    Kind<T> kind();

    /** The loop's name, which is also that of its events' source. */
    String loopName();

    int replicas(T object);

    int minReadySeconds(T object);

    PodTemplateSpec template(T object);

    boolean selects(T object, Map<String, String> labels);

    ReplicaStatus status(T object);

    T withStatus(T object, ReplicaStatus status);

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static int replicas(@Nullable Integer given) {
        return given == null ? 1 : given;
    }

    /** apps/v1. */
    record ReplicaSets() implements ReplicatedKind<ReplicaSet> {
        @Override
        public Kind<ReplicaSet> kind() {
            return ReplicaSetType.KIND;
        }

        @Override
        public String loopName() {
            return "replicaset-controller";
        }

        @Override
        public int replicas(ReplicaSet object) {
            return ReplicatedKind.replicas(object.spec().replicas());
        }

        @Override
        public int minReadySeconds(ReplicaSet object) {
            return orZero(object.spec().minReadySeconds());
        }

        @Override
        public PodTemplateSpec template(ReplicaSet object) {
            return object.spec().template();
        }

        @Override
        public boolean selects(ReplicaSet object, Map<String, String> labels) {
            return !Selectors.isEmpty(object.spec().selector())
                    && Selectors.matches(object.spec().selector(), labels);
        }

        @Override
        public ReplicaStatus status(ReplicaSet object) {
            ReplicaSetStatus status = object.status();
            return new ReplicaStatus(
                    status.replicas(),
                    orZero(status.fullyLabeledReplicas()),
                    orZero(status.readyReplicas()),
                    orZero(status.availableReplicas()),
                    orZero(status.terminatingReplicas()),
                    orZero(status.observedGeneration()),
                    status.conditions().stream()
                            .map(c -> new ReplicaStatus.Condition(
                                    c.type(), c.status(), c.lastTransitionTime(), c.reason(), c.message()))
                            .toList());
        }

        @Override
        public ReplicaSet withStatus(ReplicaSet object, ReplicaStatus status) {
            return new ReplicaSet(
                    object.metadata(),
                    object.spec(),
                    new ReplicaSetStatus(
                            status.replicas(),
                            status.fullyLabeled(),
                            status.observedGeneration(),
                            status.ready(),
                            status.available(),
                            status.conditions().stream()
                                    .map(c -> new ReplicaSetCondition(
                                            c.type(), c.status(), c.since(), c.reason(), c.message()))
                                    .toList(),
                            status.terminating()));
        }
    }

    /** core/v1. */
    record ReplicationControllers() implements ReplicatedKind<ReplicationController> {
        @Override
        public Kind<ReplicationController> kind() {
            return ReplicationControllerType.KIND;
        }

        @Override
        public String loopName() {
            return "replication-controller";
        }

        @Override
        public int replicas(ReplicationController object) {
            return ReplicatedKind.replicas(object.spec().replicas());
        }

        @Override
        public int minReadySeconds(ReplicationController object) {
            return orZero(object.spec().minReadySeconds());
        }

        @Override
        public PodTemplateSpec template(ReplicationController object) {
            PodTemplateSpec template = object.spec().template();
            return template == null ? PodTemplateSpecType.EMPTY : template;
        }

        @Override
        public boolean selects(ReplicationController object, Map<String, String> labels) {
            Map<String, String> selector = object.spec().selector();
            return !selector.isEmpty() && Selectors.matches(selector, labels);
        }

        @Override
        public ReplicaStatus status(ReplicationController object) {
            ReplicationControllerStatus status = object.status();
            return new ReplicaStatus(
                    status.replicas(),
                    orZero(status.fullyLabeledReplicas()),
                    orZero(status.readyReplicas()),
                    orZero(status.availableReplicas()),
                    0,
                    orZero(status.observedGeneration()),
                    status.conditions().stream()
                            .map(c -> new ReplicaStatus.Condition(
                                    c.type(), c.status(), c.lastTransitionTime(), c.reason(), c.message()))
                            .toList());
        }

        @Override
        public ReplicationController withStatus(ReplicationController object, ReplicaStatus status) {
            return new ReplicationController(
                    object.metadata(),
                    object.spec(),
                    new ReplicationControllerStatus(
                            status.replicas(),
                            status.fullyLabeled(),
                            status.observedGeneration(),
                            status.ready(),
                            status.available(),
                            status.conditions().stream()
                                    .map(c -> new ReplicationControllerCondition(
                                            c.type(), c.status(), c.since(), c.reason(), c.message()))
                                    .toList()));
        }
    }
}
