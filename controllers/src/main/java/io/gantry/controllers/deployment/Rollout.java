package io.gantry.controllers.deployment;

import static io.gantry.controllers.deployment.Sizes.orZero;
import static io.gantry.controllers.deployment.Sizes.replicas;
import static io.gantry.controllers.deployment.Sizes.sum;

import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentCondition;
import io.gantry.api.apps.v1.DeploymentStatus;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetBuilder;
import io.gantry.api.apps.v1.ReplicaSetSpecBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Reason;
import io.gantry.controllers.deployment.Action.Decision;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.Selectors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a Deployment needs next. Pure: one instance is one look, and touches nothing.
 *
 * <p>ReplicaSets are worked on as drafts; those that differ from what was read at the end are written. The algorithm is
 * Kubernetes': find or make the ReplicaSet of the template; when paused or scaled, share the size out; else roll, growing
 * the newest within maxSurge and shrinking the old within maxUnavailable; tidy up history; compute the status.
 */
final class Rollout {
    private final Deployment deployment;
    private final List<ReplicaSet> read;
    private final Predicate<ReplicaSet> hasPods;
    private final Instant now;
    private final Conditions conditions;
    private final List<ReplicaSet> drafts;
    private final List<Action> actions = new ArrayList<>();
    private @Nullable String newest;
    private boolean newestIsMade;

    private Rollout(Deployment deployment, List<ReplicaSet> sets, Predicate<ReplicaSet> hasPods, Instant now) {
        this.deployment = deployment;
        this.read = sets.stream().sorted(Sizes.OLDEST_FIRST).toList();
        this.hasPods = hasPods;
        this.now = now;
        this.conditions = new Conditions(deployment.status().conditions(), now);
        this.drafts = new ArrayList<>(read);
    }

    /**
     * @param sets the ReplicaSets that the Deployment controls
     * @param hasPods whether a ReplicaSet has pods that have not ended, terminating ones included
     */
    static Decision decide(Deployment deployment, List<ReplicaSet> sets, Predicate<ReplicaSet> hasPods, Instant now) {
        return new Rollout(deployment, sets, hasPods, now).decide();
    }

    private Decision decide() {
        if (Selectors.isEmpty(deployment.spec().selector())) {
            actions.add(new Action.Warn(new Reason(
                    "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.")));
            return new Decision(actions, null);
        }
        if (deployment.metadata().deletionTimestamp() != null) {
            findNewest();
            return finish(status());
        }
        notePaused();
        boolean paused = Boolean.TRUE.equals(deployment.spec().paused());
        if (paused || scaled()) {
            findNewest();
            reviseNewest();
            resize();
            if (paused) {
                tidy();
            }
            return finish(status());
        }
        if (Sizes.rolling(deployment)) {
            roll();
        } else {
            recreate();
        }
        return finish(statusOfRollout());
    }

    // ---- the newest ReplicaSet

    private void findNewest() {
        ReplicaSet found = Templates.find(drafts, deployment.spec().template());
        newest = found == null ? null : found.name();
    }

    private @Nullable ReplicaSet newest() {
        String name = newest;
        return name == null ? null : draft(name);
    }

    private ReplicaSet draft(String name) {
        return drafts.stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<ReplicaSet> old() {
        return drafts.stream().filter(set -> !set.name().equals(newest)).toList();
    }

    private void replace(ReplicaSet draft) {
        drafts.replaceAll(set -> set.name().equals(draft.name()) ? draft : set);
    }

    /** Gives the ReplicaSet of the template the newest revision, and the Deployment's annotations. */
    private void reviseNewest() {
        ReplicaSet set = newest();
        if (set == null) {
            return;
        }
        long revision = Annotations.maxRevision(old()) + 1;
        ReplicaSet revised = ReplicaSetBuilder.of(set)
                .metadata(ObjectMetaBuilder.of(set.metadata())
                        .annotations(Annotations.forNewest(
                                deployment.metadata().annotations(),
                                set.metadata().annotations(),
                                revision,
                                true))
                        .build())
                .spec(ReplicaSetSpecBuilder.of(set.spec())
                        .minReadySeconds(deployment.spec().minReadySeconds())
                        .build())
                .build();
        replace(revised);
        setRevision(revised);
        if (hasDeadline() && conditions.get(Conditions.PROGRESSING) == null) {
            conditions.set(
                    Conditions.PROGRESSING,
                    "True",
                    "FoundNewReplicaSet",
                    "Found new replica set \"" + revised.name() + "\"");
        }
    }

    private void setRevision(ReplicaSet set) {
        String revision = Objects.requireNonNull(set.metadata().annotations().get(Annotations.REVISION));
        if (!revision.equals(deployment.metadata().annotations().get(Annotations.REVISION))) {
            actions.add(new Action.SetRevision(revision));
        }
    }

    private void makeNewest() {
        PodTemplateSpec template = deployment.spec().template();
        String hash = Templates.hash(template, orZero(deployment.status().collisionCount()));
        PodTemplateSpec labeled = Templates.withHash(template, hash);
        int size = Sizes.newest(deployment, drafts, 0);
        int wanted = replicas(deployment);
        ReplicaSet set = ReplicaSetBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .namespace(deployment.namespace())
                        .name(deployment.name() + "-" + hash)
                        .labels(labeled.metadata().labels())
                        .annotations(Annotations.withSizes(
                                Annotations.forNewest(
                                        deployment.metadata().annotations(),
                                        Map.of(),
                                        Annotations.maxRevision(drafts) + 1,
                                        false),
                                wanted,
                                wanted + Sizes.maxSurge(deployment)))
                        .ownerReferences(List.of(Owners.controller(deployment)))
                        .build())
                .spec(ReplicaSetSpecBuilder.of()
                        .replicas(size)
                        .minReadySeconds(deployment.spec().minReadySeconds())
                        .selector(Templates.withHash(deployment.spec().selector(), hash))
                        .template(labeled)
                        .build())
                .build();
        actions.add(new Action.CreateSet(set));
        if (drafts.stream().anyMatch(other -> other.name().equals(set.name()))) {
            return; // a hash that collides: creating it is refused, and the collision counted
        }
        drafts.add(set);
        newest = set.name();
        newestIsMade = true;
        setRevision(set);
        if (hasDeadline()) {
            conditions.set(
                    Conditions.PROGRESSING,
                    "True",
                    "NewReplicaSetCreated",
                    "Created new replica set \"" + set.name() + "\"");
        }
    }

    // ---- sizes

    private boolean scaled() {
        int wanted = replicas(deployment);
        return read.stream()
                .anyMatch(set -> replicas(set) > 0
                        && set.metadata().annotations().containsKey(Annotations.DESIRED)
                        && Annotations.number(set, Annotations.DESIRED) != wanted);
    }

    private void resize() {
        int wanted = replicas(deployment);
        List<ReplicaSet> running =
                drafts.stream().filter(set -> replicas(set) > 0).toList();
        if (running.size() <= 1) {
            ReplicaSet only = running.isEmpty() ? newestOrLatest() : running.getFirst();
            if (only != null) {
                size(only, wanted);
            }
            return;
        }
        if (Sizes.saturated(deployment, newest())) {
            old().forEach(set -> size(set, 0));
        } else if (Sizes.rolling(deployment)) {
            Sizes.proportional(deployment, running).forEach((name, size) -> size(draft(name), size));
        }
    }

    private @Nullable ReplicaSet newestOrLatest() {
        ReplicaSet set = newest();
        return set != null || drafts.isEmpty() ? set : drafts.getLast();
    }

    private void size(ReplicaSet set, int size) {
        int wanted = replicas(deployment);
        replace(ReplicaSetBuilder.of(set)
                .metadata(ObjectMetaBuilder.of(set.metadata())
                        .annotations(Annotations.withSizes(
                                set.metadata().annotations(), wanted, wanted + Sizes.maxSurge(deployment)))
                        .build())
                .spec(ReplicaSetSpecBuilder.of(set.spec()).replicas(size).build())
                .build());
    }

    /** A ReplicaSet's size, left alone where it is right already. */
    private boolean changeSize(ReplicaSet set, int size) {
        if (replicas(set) == size) {
            return false;
        }
        size(set, size);
        return true;
    }

    private void roll() {
        findNewest();
        reviseNewest();
        if (newest == null) {
            makeNewest();
        }
        ReplicaSet set = newest();
        if (set == null || newestIsMade) {
            return;
        }
        int size = replicas(set) > replicas(deployment)
                ? replicas(deployment)
                : Sizes.newest(deployment, drafts, replicas(set));
        if (changeSize(set, size)) {
            return;
        }
        Map<String, Integer> shrunk = Sizes.shrinkOld(
                deployment, old().stream().filter(other -> replicas(other) > 0).toList(), set);
        shrunk.forEach((name, smaller) -> size(draft(name), smaller));
        if (shrunk.isEmpty() && complete(deployment.status())) {
            tidy();
        }
    }

    private void recreate() {
        findNewest();
        reviseNewest();
        boolean shrunk = false;
        for (ReplicaSet set : old()) {
            shrunk |= changeSize(set, 0);
        }
        if (shrunk || old().stream().anyMatch(set -> set.status().replicas() > 0 || hasPods.test(set))) {
            return;
        }
        if (newest == null) {
            makeNewest();
        }
        ReplicaSet set = newest();
        if (set != null && !newestIsMade) {
            changeSize(set, replicas(deployment));
        }
        if (complete(deployment.status())) {
            tidy();
        }
    }

    /** Deletes the oldest of the ReplicaSets that run nothing, beyond the history that is to be kept. */
    private void tidy() {
        Integer limit = deployment.spec().revisionHistoryLimit();
        if (limit == null || limit == Integer.MAX_VALUE) {
            return;
        }
        List<ReplicaSet> old = old().stream()
                .filter(set -> set.metadata().deletionTimestamp() == null)
                .sorted(Comparator.comparingLong(Annotations::revision))
                .toList();
        for (ReplicaSet set : old.subList(0, Math.max(0, old.size() - limit))) {
            Long generation = set.metadata().generation();
            Long observed = set.status().observedGeneration();
            if (set.status().replicas() == 0
                    && replicas(set) == 0
                    && (generation == null || (observed != null && observed >= generation))) {
                actions.add(new Action.DeleteSet(set));
            }
        }
    }

    // ---- status

    private boolean hasDeadline() {
        Integer deadline = deployment.spec().progressDeadlineSeconds();
        return deadline != null && deadline != Integer.MAX_VALUE;
    }

    private void notePaused() {
        DeploymentCondition progressing = conditions.get(Conditions.PROGRESSING);
        if (!hasDeadline() || (progressing != null && "ProgressDeadlineExceeded".equals(progressing.reason()))) {
            return;
        }
        boolean noted = progressing != null && "DeploymentPaused".equals(progressing.reason());
        boolean paused = Boolean.TRUE.equals(deployment.spec().paused());
        if (paused && !noted) {
            conditions.set(Conditions.PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused");
        } else if (!paused && noted) {
            conditions.set(Conditions.PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed");
        }
    }

    private DeploymentStatus status() {
        int available = sum(drafts, Sizes::available);
        ReplicaSet set = newest();
        if (available >= replicas(deployment) - Sizes.maxUnavailable(deployment)) {
            conditions.set(
                    Conditions.AVAILABLE, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.");
        } else {
            conditions.set(
                    Conditions.AVAILABLE,
                    "False",
                    "MinimumReplicasUnavailable",
                    "Deployment does not have minimum availability.");
        }
        return new DeploymentStatus(
                deployment.metadata().generation(),
                sum(drafts, each -> each.status().replicas()),
                set == null ? 0 : set.status().replicas(),
                available,
                Math.max(0, sum(drafts, Sizes::replicas) - available),
                conditions.list(),
                sum(drafts, each -> orZero(each.status().readyReplicas())),
                deployment.status().collisionCount(),
                sum(drafts, each -> orZero(each.status().terminatingReplicas())));
    }

    private DeploymentStatus statusOfRollout() {
        if (!hasDeadline()) {
            conditions.remove(Conditions.PROGRESSING);
        }
        DeploymentStatus next = status();
        DeploymentCondition progressing = conditions.get(Conditions.PROGRESSING);
        boolean wasComplete = orZero(next.replicas()) == orZero(next.updatedReplicas())
                && progressing != null
                && "NewReplicaSetAvailable".equals(progressing.reason());
        if (hasDeadline() && !wasComplete) {
            ReplicaSet set = newest();
            String subject =
                    set == null ? "Deployment \"" + deployment.name() + "\"" : "ReplicaSet \"" + set.name() + "\"";
            if (complete(next)) {
                conditions.set(
                        Conditions.PROGRESSING,
                        "True",
                        "NewReplicaSetAvailable",
                        subject + " has successfully progressed.");
            } else if (progressed(next)) {
                conditions.renew(Conditions.PROGRESSING, "True", "ReplicaSetUpdated", subject + " is progressing.");
            } else if (timedOut(progressing)) {
                conditions.set(
                        Conditions.PROGRESSING,
                        "False",
                        "ProgressDeadlineExceeded",
                        subject + " has timed out progressing.");
            }
        }
        noteFailures();
        return status();
    }

    private void noteFailures() {
        Stream<ReplicaSet> newestFirst = Stream.concat(Stream.ofNullable(newest()), old().stream());
        newestFirst
                .flatMap(set -> set.status().conditions().stream())
                .filter(condition -> condition.type().equals(Conditions.REPLICA_FAILURE))
                .findFirst()
                .ifPresentOrElse(
                        failure -> conditions.copy(
                                Conditions.REPLICA_FAILURE, failure.status(), failure.reason(), failure.message()),
                        () -> conditions.remove(Conditions.REPLICA_FAILURE));
    }

    /** Everything runs the template, all of it is available, and nothing else runs. */
    private boolean complete(DeploymentStatus status) {
        int wanted = replicas(deployment);
        Long observed = status.observedGeneration();
        Long generation = deployment.metadata().generation();
        return orZero(status.updatedReplicas()) == wanted
                && orZero(status.replicas()) == wanted
                && orZero(status.availableReplicas()) == wanted
                && (generation == null || (observed != null && observed >= generation));
    }

    private boolean progressed(DeploymentStatus next) {
        DeploymentStatus before = deployment.status();
        int oldNow = orZero(next.replicas()) - orZero(next.updatedReplicas());
        int oldBefore = orZero(before.replicas()) - orZero(before.updatedReplicas());
        return orZero(next.updatedReplicas()) > orZero(before.updatedReplicas())
                || oldNow < oldBefore
                || orZero(next.readyReplicas()) > orZero(before.readyReplicas())
                || orZero(next.availableReplicas()) > orZero(before.availableReplicas());
    }

    private boolean timedOut(@Nullable DeploymentCondition progressing) {
        if (progressing == null || "NewReplicaSetAvailable".equals(progressing.reason())) {
            return false;
        }
        return "ProgressDeadlineExceeded".equals(progressing.reason())
                || (progressing.lastUpdateTime() != null && now.isAfter(deadline(progressing.lastUpdateTime())));
    }

    private Instant deadline(Instant lastUpdate) {
        return lastUpdate.plusSeconds(orZero(deployment.spec().progressDeadlineSeconds()));
    }

    // ---- the end of a look

    private Decision finish(DeploymentStatus status) {
        for (ReplicaSet before : read) {
            ReplicaSet after = draft(before.name());
            if (!after.equals(before)) {
                actions.add(new Action.UpdateSet(before, after));
            }
        }
        if (!StatusOrder.same(status, deployment.status())) {
            actions.add(new Action.UpdateStatus(status));
        }
        return new Decision(actions, untilStuck());
    }

    /** When a rollout that makes no progress is to be called stuck. */
    private @Nullable Duration untilStuck() {
        DeploymentCondition progressing = conditions.get(Conditions.PROGRESSING);
        if (!hasDeadline()
                || progressing == null
                || progressing.lastUpdateTime() == null
                || Boolean.TRUE.equals(deployment.spec().paused())
                || "NewReplicaSetAvailable".equals(progressing.reason())
                || "ProgressDeadlineExceeded".equals(progressing.reason())) {
            return null;
        }
        Duration left = Duration.between(now, deadline(progressing.lastUpdateTime()));
        return (left.isNegative() ? Duration.ZERO : left).plusSeconds(1);
    }
}
