package io.gantry.server.table;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Autoscalers, which show each metric's present value beside the one that is aimed at. The first version of the API knows
 * the CPU only; there, other metrics stand in annotations.
 */
final class AutoscalerTables {
    private static final String ANNOTATION = "autoscaling.alpha.kubernetes.io/";

    /** How many metrics are shown. */
    private static final int SHOWN = 2;

    private AutoscalerTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("horizontalPodAutoscaler", (RowFunction<KubeObject>) (object, now) -> {
            Map<?, ?> tree = Tree.of(object);
            return List.of(
                    Leaf.text(tree, "spec.scaleTargetRef.kind", "") + "/"
                            + Leaf.text(tree, "spec.scaleTargetRef.name", ""),
                    targets(
                            metrics(object, tree, "metrics", "spec.metrics", "target"),
                            metrics(object, tree, "current-metrics", "status.currentMetrics", "current")));
        });
    }

    /**
     * The metrics of either version as the second one has them.
     *
     * @param value the field of a metric that holds its amounts
     */
    private static List<Object> metrics(
            KubeObject object, Map<?, ?> tree, String annotation, String path, String value) {
        List<Object> metrics = new ArrayList<>();
        String utilization = value.equals("target")
                ? "spec.targetCPUUtilizationPercentage"
                : "status.currentCPUUtilizationPercentage";
        if (Leaf.at(tree, utilization) instanceof Number percent) {
            metrics.add(Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of("name", "cpu", value, Map.of("averageUtilization", percent))));
        }
        metrics.addAll(annotated(object.metadata().annotations().get(ANNOTATION + annotation)));
        metrics.addAll(Leaf.list(tree, path));
        return metrics;
    }

    private static List<?> annotated(@Nullable String json) {
        try {
            return json != null && Tree.parseJson(json.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list
                    ? list
                    : List.of();
        } catch (DecodeException e) {
            return List.of(); // anybody may write the annotation; it says nothing then
        }
    }

    private static String targets(List<Object> metrics, List<Object> current) {
        if (metrics.isEmpty()) {
            return Cells.NONE;
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, metrics.size()); i++) {
            Map<?, ?> metric = metrics.get(i) instanceof Map<?, ?> map ? map : Map.of();
            Map<?, ?> value = i < current.size() && current.get(i) instanceof Map<?, ?> map ? map : Map.of();
            shown.add(target(metric, value));
        }
        String text = String.join(", ", shown);
        return metrics.size() > SHOWN ? text + " + " + (metrics.size() - SHOWN) + " more..." : text;
    }

    private static String target(Map<?, ?> metric, Map<?, ?> current) {
        return switch (Leaf.text(metric, "type", "")) {
            case "Resource" -> resource(metric, current, "resource");
            case "ContainerResource" -> resource(metric, current, "containerResource");
            case "Pods" -> amounts(metric, current, "pods", "averageValue");
            case "Object" -> valueOrAverage(metric, current, "object");
            case "External" -> valueOrAverage(metric, current, "external");
            default -> "<unknown type>";
        };
    }

    private static String resource(Map<?, ?> metric, Map<?, ?> current, String source) {
        String name = Leaf.text(metric, source + ".name", "") + ": ";
        if (Leaf.at(metric, source + ".target.averageValue") != null) {
            return name + amounts(metric, current, source, "averageValue");
        }
        return name + percent(current, source + ".current.averageUtilization", Cells.UNKNOWN) + "/"
                + percent(metric, source + ".target.averageUtilization", "<auto>");
    }

    private static String percent(Map<?, ?> tree, String path, String otherwise) {
        String text = Leaf.text(tree, path, "");
        return text.isEmpty() ? otherwise : text + "%";
    }

    private static String valueOrAverage(Map<?, ?> metric, Map<?, ?> current, String source) {
        return Leaf.at(metric, source + ".target.averageValue") != null
                ? amounts(metric, current, source, "averageValue") + " (avg)"
                : amounts(metric, current, source, "value");
    }

    private static String amounts(Map<?, ?> metric, Map<?, ?> current, String source, String amount) {
        return Leaf.text(current, source + ".current." + amount, Cells.UNKNOWN) + "/"
                + Leaf.text(metric, source + ".target." + amount, "0");
    }
}
