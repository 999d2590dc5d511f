package io.gantry.api.defaults;

import io.gantry.api.apps.v1.DaemonSetUpdateStrategy;
import io.gantry.api.apps.v1.DeploymentStrategy;
import io.gantry.api.apps.v1.RollingUpdateDaemonSet;
import io.gantry.api.apps.v1.RollingUpdateDeployment;
import io.gantry.api.apps.v1.RollingUpdateStatefulSetStrategyBuilder;
import io.gantry.api.apps.v1.RollingUpdateStatefulSetStrategyType;
import io.gantry.api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.gantry.api.apps.v1.StatefulSetSpec;
import io.gantry.api.apps.v1.StatefulSetSpecBuilder;
import io.gantry.api.apps.v1.StatefulSetUpdateStrategy;
import io.gantry.api.autoscaling.v2.HPAScalingPolicy;
import io.gantry.api.autoscaling.v2.HPAScalingRules;
import io.gantry.api.autoscaling.v2.HPAScalingRulesBuilder;
import io.gantry.api.autoscaling.v2.HPAScalingRulesType;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpecBuilder;
import io.gantry.api.autoscaling.v2.MetricSpecBuilder;
import io.gantry.api.autoscaling.v2.MetricTarget;
import io.gantry.api.autoscaling.v2.ResourceMetricSource;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.batch.v1.JobSpecBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workloads: apps, batch and autoscaling. */
final class WorkloadDefaults {
    private static final IntOrString QUARTER = IntOrString.of("25%");
    private static final String ROLLING = "RollingUpdate";
    private static final String RETAIN = "Retain";

    /** Utilisation in percent that an autoscaler without metrics aims at. */
    private static final int CPU_UTILIZATION = 80;

    private WorkloadDefaults() {}

    static DeploymentStrategy deploymentStrategy(DeploymentStrategy strategy) {
        RollingUpdateDeployment rolling = strategy.rollingUpdate();
        if (!ROLLING.equals(strategy.type())
                || (rolling != null && rolling.maxSurge() != null && rolling.maxUnavailable() != null)) {
            return strategy;
        }
        return new DeploymentStrategy(
                strategy.type(),
                new RollingUpdateDeployment(
                        rolling == null ? QUARTER : or(rolling.maxUnavailable(), QUARTER),
                        rolling == null ? QUARTER : or(rolling.maxSurge(), QUARTER)));
    }

    private static IntOrString or(@Nullable IntOrString value, IntOrString otherwise) {
        return value == null ? otherwise : value;
    }

    static DaemonSetUpdateStrategy daemonSetStrategy(DaemonSetUpdateStrategy strategy) {
        RollingUpdateDaemonSet rolling = strategy.rollingUpdate();
        if (!ROLLING.equals(strategy.type())
                || (rolling != null && rolling.maxSurge() != null && rolling.maxUnavailable() != null)) {
            return strategy;
        }
        IntOrString one = IntOrString.of(1);
        return new DaemonSetUpdateStrategy(
                strategy.type(),
                new RollingUpdateDaemonSet(
                        rolling == null ? one : or(rolling.maxUnavailable(), one),
                        rolling == null ? IntOrString.ZERO : or(rolling.maxSurge(), IntOrString.ZERO)));
    }

    static StatefulSetUpdateStrategy statefulSetStrategy(StatefulSetUpdateStrategy strategy) {
        var rolling = strategy.rollingUpdate() == null
                ? RollingUpdateStatefulSetStrategyType.EMPTY
                : strategy.rollingUpdate();
        if (!ROLLING.equals(strategy.type()) || rolling.partition() != null) {
            return strategy;
        }
        return new StatefulSetUpdateStrategy(
                strategy.type(),
                RollingUpdateStatefulSetStrategyBuilder.of(rolling).partition(0).build());
    }

    static StatefulSetSpec statefulSetSpec(StatefulSetSpec spec) {
        var policy = spec.persistentVolumeClaimRetentionPolicy();
        if (policy != null && policy.whenDeleted() != null && policy.whenScaled() != null) {
            return spec;
        }
        String deleted = policy == null || policy.whenDeleted() == null ? RETAIN : policy.whenDeleted();
        String scaled = policy == null || policy.whenScaled() == null ? RETAIN : policy.whenScaled();
        return StatefulSetSpecBuilder.of(spec)
                .persistentVolumeClaimRetentionPolicy(
                        new StatefulSetPersistentVolumeClaimRetentionPolicy(deleted, scaled))
                .build();
    }

    static JobSpec jobSpec(JobSpec spec) {
        JobSpecBuilder builder = JobSpecBuilder.of(spec);
        if (spec.completions() == null && spec.parallelism() == null) {
            builder.completions(1).parallelism(1);
        } else if (spec.parallelism() == null) {
            builder.parallelism(1);
        }
        if (spec.backoffLimit() == null) {
            builder.backoffLimit(spec.backoffLimitPerIndex() == null ? 6 : Integer.MAX_VALUE);
        }
        if (spec.podReplacementPolicy() == null) {
            builder.podReplacementPolicy(spec.podFailurePolicy() == null ? "TerminatingOrFailed" : "Failed");
        }
        JobSpec completed = builder.build();
        return completed.equals(spec) ? spec : completed;
    }

    static Job job(Job job) {
        Map<String, String> labels = job.spec().template().metadata().labels();
        return job.metadata().labels().isEmpty() && !labels.isEmpty()
                ? job.withMetadata(
                        ObjectMetaBuilder.of(job.metadata()).labels(labels).build())
                : job;
    }

    static HorizontalPodAutoscalerSpec autoscaler(HorizontalPodAutoscalerSpec spec) {
        if (!spec.metrics().isEmpty()) {
            return spec;
        }
        return HorizontalPodAutoscalerSpecBuilder.of(spec)
                .metrics(List.of(MetricSpecBuilder.of()
                        .type("Resource")
                        .resource(new ResourceMetricSource(
                                "cpu", new MetricTarget("Utilization", null, null, CPU_UTILIZATION)))
                        .build()))
                .build();
    }

    static HorizontalPodAutoscalerBehavior autoscalerBehavior(HorizontalPodAutoscalerBehavior behavior) {
        HPAScalingRules up = rules(
                behavior.scaleUp(),
                0,
                List.of(new HPAScalingPolicy("Pods", 4, 15), new HPAScalingPolicy("Percent", 100, 15)));
        HPAScalingRules down = rules(behavior.scaleDown(), null, List.of(new HPAScalingPolicy("Percent", 100, 15)));
        HorizontalPodAutoscalerBehavior completed = new HorizontalPodAutoscalerBehavior(up, down);
        return completed.equals(behavior) ? behavior : completed;
    }

    private static HPAScalingRules rules(
            @Nullable HPAScalingRules given, @Nullable Integer window, List<HPAScalingPolicy> policies) {
        HPAScalingRules rules = given == null ? HPAScalingRulesType.EMPTY : given;
        HPAScalingRulesBuilder builder = HPAScalingRulesBuilder.of(rules);
        if (rules.selectPolicy() == null) {
            builder.selectPolicy("Max");
        }
        if (rules.stabilizationWindowSeconds() == null) {
            builder.stabilizationWindowSeconds(window);
        }
        if (rules.policies().isEmpty()) {
            builder.policies(policies);
        }
        HPAScalingRules completed = builder.build();
        return given != null && completed.equals(given) ? given : completed;
    }
}
