package io.gantry.server.patch;

import java.util.List;

/** Shows paths to people, as Kubernetes' conflict messages do: {@code .spec.containers[name="web"].image}. */
final class Paths {
    private Paths() {}

    static String text(List<PathElement> path) {
        StringBuilder out = new StringBuilder();
        for (PathElement element : path) {
            switch (element) {
                case PathElement.Field field -> out.append('.').append(field.name());
                case PathElement.Key key -> {
                    out.append('[');
                    String separator = "";
                    for (var entry : key.fields().entrySet()) {
                        out.append(separator).append(entry.getKey()).append('=').append(scalar(entry.getValue()));
                        separator = ",";
                    }
                    out.append(']');
                }
                case PathElement.Value value ->
                    out.append("[=").append(scalar(value.value())).append(']');
                case PathElement.Index index ->
                    out.append('[').append(index.index()).append(']');
            }
        }
        return out.toString();
    }

    private static String scalar(Object value) {
        return value instanceof String text ? '"' + text + '"' : value.toString();
    }
}
