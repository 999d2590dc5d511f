package io.gantry.controllers.deployment;

import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentBuilder;
import io.gantry.api.apps.v1.DeploymentStatusBuilder;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Claims;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.PodControl;
import io.gantry.controllers.runtime.PodState;
import io.gantry.controllers.runtime.Selectors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rolls Deployments out: carries out what {@link Rollout} decides. */
public final class DeploymentLoop {
    private static final String NAME = "deployment-controller";
    private static final int WORKERS = 5;

    private final Context context;
    private final Client client;
    private final Informer<Deployment> deployments;
    private final Informer<ReplicaSet> sets;
    private final Informer<Pod> pods;
    private final EventRecorder recorder;
    private final Controller controller;

    private DeploymentLoop(Context context) {
        this.context = context;
        client = context.client();
        recorder = context.recorder(NAME);
        deployments = context.informer(DeploymentType.KIND);
        sets = Claims.indexed(context.informer(ReplicaSetType.KIND));
        pods = Claims.indexed(context.informer(PodType.KIND));
        controller = context.controller(NAME, WORKERS, this::reconcile);
        deployments.addHandler(controller::enqueueChanged);
        sets.addHandler(this::setChanged);
        pods.addHandler(this::podChanged);
    }

    public static Loop create(Context context) {
        return new DeploymentLoop(context).controller;
    }

    private void setChanged(@Nullable ReplicaSet before, @Nullable ReplicaSet after) {
        ObjectKey was = before == null ? null : ownerOf(before);
        ObjectKey is = after == null ? null : ownerOf(after);
        if (was != null && !was.equals(is)) {
            controller.enqueue(was);
        }
        if (is != null) {
            controller.enqueue(is);
        } else if (after != null && Owners.controllerOf(after) == null) {
            for (Deployment deployment : deployments.reader().list(after.namespace())) {
                if (selects(deployment, after)) {
                    controller.enqueue(deployment);
                }
            }
        }
    }

    private static @Nullable ObjectKey ownerOf(ReplicaSet set) {
        OwnerReference owner = Owners.controllerOf(set);
        return owner != null && Owners.refersTo(owner, DeploymentType.KIND)
                ? new ObjectKey(set.namespace(), owner.name())
                : null;
    }

    /** A Recreate rollout waits for the last old pod to be gone. */
    private void podChanged(@Nullable Pod before, @Nullable Pod after) {
        if (before == null || (after != null && (PodState.terminal(before) || !PodState.terminal(after)))) {
            return;
        }
        OwnerReference owner = Owners.controllerOf(before);
        if (owner == null || !Owners.refersTo(owner, ReplicaSetType.KIND)) {
            return;
        }
        ReplicaSet set = sets.reader().get(before.namespace(), owner.name());
        ObjectKey key = set == null ? null : ownerOf(set);
        Deployment deployment = key == null ? null : deployments.reader().get(key.namespace(), key.name());
        if (deployment != null && !Sizes.rolling(deployment)) {
            controller.enqueue(deployment);
        }
    }

    private static boolean selects(Deployment deployment, ReplicaSet set) {
        return !Selectors.isEmpty(deployment.spec().selector())
                && Selectors.matches(
                        deployment.spec().selector(), set.metadata().labels());
    }

    private Outcome reconcile(ObjectKey key) {
        Deployment deployment = deployments.reader().get(key.namespace(), key.name());
        if (deployment == null) {
            return Outcome.DONE;
        }
        List<ReplicaSet> claimed = Claims.claim(
                client, DeploymentType.KIND, deployment, ReplicaSetType.KIND, sets, set -> selects(deployment, set));
        Action.Decision decision = Rollout.decide(
                deployment, claimed, this::hasPods, context.time().now());
        Deployment current = deployment;
        for (Action action : decision.actions()) {
            current = apply(current, action);
        }
        return Outcome.againOrDone(decision.again());
    }

    private boolean hasPods(ReplicaSet set) {
        return pods.byIndex(Claims.BY_CONTROLLER, set.uid()).stream().anyMatch(pod -> !PodState.terminal(pod));
    }

    /** Returns the Deployment as it stands afterwards. */
    private Deployment apply(Deployment deployment, Action action) {
        switch (action) {
            case Action.CreateSet(ReplicaSet set) -> create(deployment, set);
            case Action.UpdateSet(ReplicaSet before, ReplicaSet after) -> {
                client.update(ReplicaSetType.KIND, after, WriteOptions.DEFAULT);
                scaled(deployment, after.name(), Sizes.replicas(before), Sizes.replicas(after));
            }
            case Action.DeleteSet(ReplicaSet set) -> delete(set);
            case Action.SetRevision(String revision) -> {
                Map<String, String> annotations =
                        new TreeMap<>(deployment.metadata().annotations());
                annotations.put(Annotations.REVISION, revision);
                return client.update(
                        DeploymentType.KIND,
                        deployment.withMetadata(ObjectMetaBuilder.of(deployment.metadata())
                                .annotations(annotations)
                                .build()),
                        WriteOptions.DEFAULT);
            }
            case Action.UpdateStatus(var status) -> {
                return client.updateStatus(
                        DeploymentType.KIND,
                        DeploymentBuilder.of(deployment).status(status).build(),
                        WriteOptions.DEFAULT);
            }
            case Action.Warn(Reason reason) -> recorder.warning(deployment, reason);
        }
        return deployment;
    }

    private void scaled(Deployment deployment, String set, int from, int to) {
        if (from != to) {
            recorder.normal(
                    deployment,
                    new Reason(
                            "ScalingReplicaSet",
                            "Scaled %s replica set %s from %d to %d"
                                    .formatted(to > from ? "up" : "down", set, from, to)));
        }
    }

    private void create(Deployment deployment, ReplicaSet set) {
        try {
            client.create(ReplicaSetType.KIND, set, WriteOptions.DEFAULT);
            scaled(deployment, set.name(), 0, Sizes.replicas(set));
        } catch (StatusException e) {
            if (e.isAlreadyExists()) {
                foundExisting(deployment, set);
                throw e; // look again with what is there
            }
            if (!PodControl.namespaceTerminating(e)) {
                failed(deployment, set, e);
                throw e;
            }
        }
    }

    /** Either the informer is behind and it is ours, or another template got the same hash: then the next hash is tried. */
    private void foundExisting(Deployment deployment, ReplicaSet wanted) {
        boolean ours = client.find(ReplicaSetType.KIND, wanted.namespace(), wanted.name())
                .filter(there -> Owners.controlledBy(there, deployment)
                        && Templates.same(there.spec().template(), wanted.spec().template()))
                .isPresent();
        if (!ours) {
            client.updateStatus(
                    DeploymentType.KIND,
                    DeploymentBuilder.of(deployment)
                            .status(DeploymentStatusBuilder.of(deployment.status())
                                    .collisionCount(
                                            Sizes.orZero(deployment.status().collisionCount()) + 1)
                                    .build())
                            .build(),
                    WriteOptions.DEFAULT);
        }
    }

    private void failed(Deployment deployment, ReplicaSet set, StatusException e) {
        String message = "Failed to create new replica set \"" + set.name() + "\": " + e.getMessage();
        recorder.warning(deployment, new Reason("ReplicaSetCreateError", message));
        var conditions =
                new Conditions(deployment.status().conditions(), context.time().now());
        if (deployment.spec().progressDeadlineSeconds() != null) {
            conditions.set(Conditions.PROGRESSING, "False", "ReplicaSetCreateError", message);
            client.updateStatus(
                    DeploymentType.KIND,
                    DeploymentBuilder.of(deployment)
                            .status(DeploymentStatusBuilder.of(deployment.status())
                                    .conditions(conditions.list())
                                    .build())
                            .build(),
                    WriteOptions.DEFAULT);
        }
    }

    private void delete(ReplicaSet set) {
        try {
            client.delete(
                    ReplicaSetType.KIND,
                    set.namespace(),
                    set.name(),
                    DeleteOptionsBuilder.of()
                            .preconditions(new Preconditions(set.uid(), null))
                            .build());
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
