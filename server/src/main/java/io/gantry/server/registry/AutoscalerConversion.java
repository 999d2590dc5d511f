package io.gantry.server.registry;

import io.gantry.api.autoscaling.v1.HorizontalPodAutoscaler;
import io.gantry.api.autoscaling.v1.HorizontalPodAutoscalerSpec;
import io.gantry.api.autoscaling.v1.HorizontalPodAutoscalerStatus;
import io.gantry.api.autoscaling.v2.CrossVersionObjectReference;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerBehaviorType;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerConditionType;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpecType;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerStatusType;
import io.gantry.api.autoscaling.v2.MetricSpec;
import io.gantry.api.autoscaling.v2.MetricSpecType;
import io.gantry.api.autoscaling.v2.MetricStatus;
import io.gantry.api.autoscaling.v2.MetricStatusType;
import io.gantry.api.autoscaling.v2.MetricTarget;
import io.gantry.api.autoscaling.v2.ResourceMetricSource;
import io.gantry.api.autoscaling.v2.ResourceMetricStatus;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.schema.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code autoscaling/v1} knows one metric, the CPU's utilisation. What else a {@code v2} autoscaler says travels in the
 * annotations that Kubernetes uses for it, so that a v1 client that reads and writes loses nothing.
 */
final class AutoscalerConversion
        implements Conversion<HorizontalPodAutoscaler, io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler> {
    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String BEHAVIOR = PREFIX + "behavior";
    private static final String CURRENT_METRICS = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";

    @Override
    public io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler toStored(HorizontalPodAutoscaler served) {
        HorizontalPodAutoscalerSpec spec = served.spec();
        HorizontalPodAutoscalerStatus status = served.status();
        Map<String, String> annotations = served.metadata().annotations();
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put(
                "scaleTargetRef",
                Map.of(
                        "kind",
                        spec.scaleTargetRef().kind(),
                        "name",
                        spec.scaleTargetRef().name()));
        more.put("maxReplicas", (long) spec.maxReplicas());
        put(more, "metrics", annotations.get(METRICS));
        put(more, "behavior", annotations.get(BEHAVIOR));
        var parsed = Tree.toRecord(more, HorizontalPodAutoscalerSpecType.TYPE, DecodeOptions.LENIENT);
        List<MetricSpec> metrics = new ArrayList<>();
        Integer target = spec.targetCPUUtilizationPercentage();
        if (target != null) {
            metrics.add(new MetricSpec(
                    "Resource",
                    null,
                    null,
                    new ResourceMetricSource("cpu", new MetricTarget("Utilization", null, null, target)),
                    null,
                    null));
        }
        metrics.addAll(parsed.metrics());
        Map<String, @Nullable Object> moreStatus = new LinkedHashMap<>();
        moreStatus.put("desiredReplicas", (long) status.desiredReplicas());
        put(moreStatus, "currentMetrics", annotations.get(CURRENT_METRICS));
        put(moreStatus, "conditions", annotations.get(CONDITIONS));
        var parsedStatus = Tree.toRecord(moreStatus, HorizontalPodAutoscalerStatusType.TYPE, DecodeOptions.LENIENT);
        List<MetricStatus> current = new ArrayList<>();
        Integer utilization = status.currentCPUUtilizationPercentage();
        if (utilization != null) {
            current.add(new MetricStatus(
                    "Resource",
                    null,
                    null,
                    new ResourceMetricStatus(
                            "cpu", new io.gantry.api.autoscaling.v2.MetricValueStatus(null, null, utilization)),
                    null,
                    null));
        }
        current.addAll(parsedStatus.currentMetrics());
        var reference = spec.scaleTargetRef();
        return new io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler(
                withoutOurs(served.metadata()),
                new io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpec(
                        new CrossVersionObjectReference(reference.kind(), reference.name(), reference.apiVersion()),
                        spec.minReplicas(),
                        spec.maxReplicas(),
                        metrics,
                        parsed.behavior()),
                new io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerStatus(
                        status.observedGeneration(),
                        status.lastScaleTime(),
                        status.currentReplicas(),
                        status.desiredReplicas(),
                        current,
                        parsedStatus.conditions()));
    }

    @Override
    public HorizontalPodAutoscaler toServed(io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler stored) {
        var spec = stored.spec();
        var status = stored.status();
        Integer target = null;
        List<MetricSpec> others = new ArrayList<>();
        for (MetricSpec metric : spec.metrics()) {
            ResourceMetricSource resource = metric.resource();
            if (target == null
                    && resource != null
                    && resource.name().equals("cpu")
                    && resource.target().averageUtilization() != null) {
                target = resource.target().averageUtilization();
            } else {
                others.add(metric);
            }
        }
        Integer utilization = null;
        List<MetricStatus> otherStatus = new ArrayList<>();
        for (MetricStatus metric : status.currentMetrics()) {
            ResourceMetricStatus resource = metric.resource();
            if (utilization == null
                    && resource != null
                    && resource.name().equals("cpu")
                    && resource.current().averageUtilization() != null) {
                utilization = resource.current().averageUtilization();
            } else {
                otherStatus.add(metric);
            }
        }
        Map<String, String> annotations = new HashMap<>(stored.metadata().annotations());
        annotate(annotations, METRICS, MetricSpecType.TYPE, others);
        annotate(annotations, CURRENT_METRICS, MetricStatusType.TYPE, otherStatus);
        annotate(annotations, CONDITIONS, HorizontalPodAutoscalerConditionType.TYPE, status.conditions());
        if (spec.behavior() != null) {
            annotations.put(BEHAVIOR, json(Tree.ofRecord(HorizontalPodAutoscalerBehaviorType.TYPE, spec.behavior())));
        }
        var reference = spec.scaleTargetRef();
        Integer currentReplicas = status.currentReplicas();
        return new HorizontalPodAutoscaler(
                ObjectMetaBuilder.of(stored.metadata()).annotations(annotations).build(),
                new HorizontalPodAutoscalerSpec(
                        new io.gantry.api.autoscaling.v1.CrossVersionObjectReference(
                                reference.kind(), reference.name(), reference.apiVersion()),
                        spec.minReplicas(),
                        spec.maxReplicas(),
                        target),
                new HorizontalPodAutoscalerStatus(
                        status.observedGeneration(),
                        status.lastScaleTime(),
                        currentReplicas == null ? 0 : currentReplicas,
                        status.desiredReplicas(),
                        utilization));
    }

    private static <R> void annotate(
            Map<String, String> annotations, String name, RecordType<R> type, List<R> records) {
        if (!records.isEmpty()) {
            List<@Nullable Object> trees = new ArrayList<>();
            records.forEach(record -> trees.add(Tree.ofRecord(type, record)));
            annotations.put(name, json(trees));
        }
    }

    private static String json(@Nullable Object tree) {
        return new String(Tree.toJson(tree), StandardCharsets.UTF_8);
    }

    /** An annotation that a client broke is as good as none. */
    private static void put(Map<String, @Nullable Object> tree, String field, @Nullable String json) {
        if (json == null) {
            return;
        }
        try {
            tree.put(field, Tree.parseJson(json.getBytes(StandardCharsets.UTF_8)));
        } catch (DecodeException e) {
            System.getLogger(AutoscalerConversion.class.getName())
                    .log(System.Logger.Level.DEBUG, "annotation for {0} is no JSON: {1}", field, e.getMessage());
        }
    }

    private static ObjectMeta withoutOurs(ObjectMeta metadata) {
        Map<String, String> annotations = new HashMap<>(metadata.annotations());
        annotations.keySet().removeAll(List.of(METRICS, BEHAVIOR, CURRENT_METRICS, CONDITIONS));
        return ObjectMetaBuilder.of(metadata).annotations(annotations).build();
    }
}
