package io.gantry.api.validation;

import io.gantry.api.apps.v1.DaemonSet;
import io.gantry.api.apps.v1.DaemonSetSpec;
import io.gantry.api.apps.v1.DaemonSetUpdateStrategyType;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentSpec;
import io.gantry.api.apps.v1.DeploymentStrategy;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetSpec;
import io.gantry.api.apps.v1.RollingUpdateDaemonSet;
import io.gantry.api.apps.v1.RollingUpdateDeployment;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.apps.v1.StatefulSetSpec;
import io.gantry.api.apps.v1.StatefulSetSpecBuilder;
import io.gantry.api.core.v1.PersistentVolumeClaimVolumeSource;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ReplicationControllerSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeBuilder;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.LabelSelectorType;
import io.gantry.api.types.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deployments, replica sets, stateful sets, daemon sets and replication controllers. */
final class WorkloadRules {
    private static final FieldPath SELECTOR = FieldPath.SPEC.child("selector");
    private static final FieldPath TEMPLATE = FieldPath.SPEC.child("template");
    private static final String NO_MATCH = "`selector` does not match template `labels`";

    private WorkloadRules() {}

    static void deployment(Deployment deployment, FieldErrors errors) {
        DeploymentSpec spec = deployment.spec();
        selector(spec.selector(), "empty selector is invalid for deployment", errors);
        template(spec.template(), spec.selector(), errors);
        strategy(spec.strategy(), FieldPath.SPEC.child("strategy"), errors);
        Integer deadline = spec.progressDeadlineSeconds();
        if (deadline != null && deadline <= (spec.minReadySeconds() == null ? 0 : spec.minReadySeconds())) {
            errors.invalid(
                    FieldPath.SPEC.child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
        }
    }

    private static void selector(@Nullable LabelSelector selector, String emptyText, FieldErrors errors) {
        if (selector != null && SelectorRules.isEmpty(selector)) {
            errors.invalidRecord(SELECTOR, LabelSelectorType.TYPE, selector, emptyText);
        }
    }

    /** A template of pods that are replaced for ever, and that the selector must find. */
    private static void template(PodTemplateSpec template, @Nullable LabelSelector selector, FieldErrors errors) {
        matches(template, selector, TEMPLATE, errors);
        PodRules.template(template, TEMPLATE, errors);
        always(template, TEMPLATE, errors);
    }

    /** An empty selector finds every pod, an absent one none. */
    static void matches(
            PodTemplateSpec template, @Nullable LabelSelector selector, FieldPath path, FieldErrors errors) {
        Map<String, String> labels = template.metadata().labels();
        try {
            if (!io.gantry.api.select.LabelSelector.of(selector).matches(labels)) {
                errors.invalid(path.child("metadata").child("labels"), labels.isEmpty() ? null : labels, NO_MATCH);
            }
        } catch (IllegalArgumentException e) {
            // What is wrong with the selector itself is reported with it.
            return;
        }
    }

    private static void always(PodTemplateSpec template, FieldPath path, FieldErrors errors) {
        String policy = template.spec().restartPolicy();
        if (policy != null && !policy.isEmpty() && !policy.equals("Always")) {
            errors.notSupported(path.child("spec").child("restartPolicy"), policy, List.of("Always"));
        }
        if (template.spec().activeDeadlineSeconds() != null) {
            errors.forbidden(
                    path.child("spec").child("activeDeadlineSeconds"),
                    "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }

    private static void strategy(DeploymentStrategy strategy, FieldPath path, FieldErrors errors) {
        String type = strategy.type() == null ? "" : strategy.type();
        RollingUpdateDeployment rolling = strategy.rollingUpdate();
        switch (type) {
            case "Recreate" -> {
                if (rolling != null) {
                    errors.forbidden(
                            path.child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> {
                if (rolling == null) {
                    errors.required(path.child("rollingUpdate"), "this should be defaulted and never be nil");
                } else {
                    rolling(rolling, path.child("rollingUpdate"), errors);
                }
            }
            default -> {} // refused as no type of a strategy
        }
    }

    private static void rolling(RollingUpdateDeployment rolling, FieldPath path, FieldErrors errors) {
        AppsV1RollingUpdateDeploymentChecks.check(rolling, path, errors);
        IntOrString down = rolling.maxUnavailable() == null ? IntOrString.ZERO : rolling.maxUnavailable();
        IntOrString more = rolling.maxSurge() == null ? IntOrString.ZERO : rolling.maxSurge();
        if (isZero(down) && isZero(more)) {
            errors.invalid(path.child("maxUnavailable"), down, "may not be 0 when `maxSurge` is 0");
        }
    }

    static boolean isZero(IntOrString value) {
        String text = value.text();
        return text == null ? value.intValue() == 0 : text.matches("0+%");
    }

    static void replicaSet(ReplicaSet set, FieldErrors errors) {
        ReplicaSetSpec spec = set.spec();
        selector(spec.selector(), "empty selector is invalid for deployment", errors);
        template(spec.template(), spec.selector(), errors);
    }

    static void replicationController(ReplicationController controller, FieldErrors errors) {
        ReplicationControllerSpec spec = controller.spec();
        PodTemplateSpec template = spec.template();
        if (template == null) {
            return;
        }
        if (!template.metadata().labels().entrySet().containsAll(spec.selector().entrySet())) {
            errors.invalid(
                    TEMPLATE.child("metadata").child("labels"),
                    template.metadata().labels(),
                    NO_MATCH);
        }
        PodRules.template(template, TEMPLATE, errors);
        always(template, TEMPLATE, errors);
    }

    static void daemonSet(DaemonSet set, FieldErrors errors) {
        DaemonSetSpec spec = set.spec();
        matches(spec.template(), spec.selector(), TEMPLATE, errors);
        if (SelectorRules.isEmpty(spec.selector())) {
            errors.invalidRecord(
                    SELECTOR, LabelSelectorType.TYPE, spec.selector(), "empty selector is invalid for daemonset");
        }
        PodRules.template(spec.template(), TEMPLATE, errors);
        always(spec.template(), TEMPLATE, errors);
        FieldPath path = FieldPath.SPEC.child("updateStrategy");
        String type = spec.updateStrategy().type() == null
                ? ""
                : spec.updateStrategy().type();
        RollingUpdateDaemonSet rolling = spec.updateStrategy().rollingUpdate();
        if (type.equals("RollingUpdate")) {
            if (rolling == null) {
                errors.required(path.child("rollingUpdate"), "");
            } else {
                daemonRolling(rolling, path.child("rollingUpdate"), errors);
            }
        } else if (!type.equals("OnDelete")) {
            errors.notSupported(
                    path,
                    InternalJson.of(DaemonSetUpdateStrategyType.TYPE, spec.updateStrategy()),
                    List.of("RollingUpdate", "OnDelete"));
        }
    }

    private static void daemonRolling(RollingUpdateDaemonSet rolling, FieldPath path, FieldErrors errors) {
        AppsV1RollingUpdateDaemonSetChecks.check(rolling, path, errors);
        IntOrString down = rolling.maxUnavailable() == null ? IntOrString.ZERO : rolling.maxUnavailable();
        IntOrString more = rolling.maxSurge() == null ? IntOrString.ZERO : rolling.maxSurge();
        if (!isZero(down) && !isZero(more)) {
            errors.invalid(path.child("maxSurge"), more, "may not be set when maxUnavailable is non-zero");
        }
        if (isZero(down) && isZero(more)) {
            errors.required(path.child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
        }
    }

    static void statefulSet(StatefulSet set, FieldErrors errors) {
        StatefulSetSpec spec = set.spec();
        FieldPath strategy = FieldPath.SPEC.child("updateStrategy");
        String type = spec.updateStrategy().type() == null
                ? ""
                : spec.updateStrategy().type();
        var rolling = spec.updateStrategy().rollingUpdate();
        switch (type) {
            case "" -> errors.required(strategy, "");
            case "OnDelete" -> {
                if (rolling != null) {
                    errors.invalid(
                            strategy.child("rollingUpdate"),
                            rolling.partition(),
                            "only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> {
                if (rolling != null) {
                    errors.nonNegative(strategy.child("rollingUpdate").child("partition"), rolling.partition());
                }
            }
            default -> errors.invalid(strategy, type, "must be 'RollingUpdate' or 'OnDelete'");
        }
        selector(spec.selector(), "empty selector is invalid for statefulset", errors);
        matches(spec.template(), spec.selector(), TEMPLATE, errors);
        PodTemplateSpec whole = withClaims(spec);
        PodRules.template(whole, TEMPLATE, errors);
        List<Volume> volumes = whole.spec().volumes();
        for (int i = spec.template().spec().volumes().size(); i < volumes.size(); i++) {
            CoreV1VolumeChecks.check(
                    volumes.get(i), TEMPLATE.child("spec").child("volumes").index(i), errors);
        }
        String restart = spec.template().spec().restartPolicy();
        if (restart != null && !restart.equals("Always")) {
            errors.notSupported(TEMPLATE.child("spec").child("restartPolicy"), restart, List.of("Always"));
        }
        if (spec.template().spec().activeDeadlineSeconds() != null) {
            errors.forbidden(
                    TEMPLATE.child("spec").child("activeDeadlineSeconds"),
                    "activeDeadlineSeconds in StatefulSet is not Supported");
        }
        for (int i = 0; i < spec.volumeClaimTemplates().size(); i++) {
            String name = spec.volumeClaimTemplates().get(i).metadata().name();
            if (name == null || name.isEmpty()) {
                errors.required(
                        FieldPath.SPEC
                                .child("volumeClaimTemplates")
                                .index(i)
                                .child("metadata")
                                .child("name"),
                        "");
            }
        }
    }

    /** The pods' containers may mount what the claims become. */
    private static PodTemplateSpec withClaims(StatefulSetSpec spec) {
        if (spec.volumeClaimTemplates().isEmpty()) {
            return spec.template();
        }
        List<Volume> volumes = new ArrayList<>(spec.template().spec().volumes());
        for (var claim : spec.volumeClaimTemplates()) {
            String name =
                    claim.metadata().name() == null ? "" : claim.metadata().name();
            if (volumes.stream().noneMatch(volume -> volume.name().equals(name))) {
                volumes.add(VolumeBuilder.of()
                        .name(name)
                        .persistentVolumeClaim(new PersistentVolumeClaimVolumeSource("claim", null))
                        .build());
            }
        }
        return new PodTemplateSpec(
                spec.template().metadata(),
                PodSpecBuilder.of(spec.template().spec()).volumes(volumes).build());
    }

    static void statefulSetUpdate(StatefulSet updated, StatefulSet old, FieldErrors errors) {
        statefulSet(updated, errors);
        StatefulSetSpec before = old.spec();
        StatefulSetSpec comparable = StatefulSetSpecBuilder.of(updated.spec())
                .replicas(before.replicas())
                .template(before.template())
                .updateStrategy(before.updateStrategy())
                .minReadySeconds(before.minReadySeconds())
                .ordinals(before.ordinals())
                .revisionHistoryLimit(before.revisionHistoryLimit())
                .persistentVolumeClaimRetentionPolicy(before.persistentVolumeClaimRetentionPolicy())
                .build();
        if (!comparable.equals(before)) {
            errors.forbidden(
                    FieldPath.SPEC,
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden");
        }
    }
}
