package io.gantry.api.defaults;

import io.gantry.api.core.v1.LimitRangeItem;
import io.gantry.api.core.v1.LimitRangeItemBuilder;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NodeStatus;
import io.gantry.api.core.v1.NodeStatusBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ReplicationControllerSpecBuilder;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Quantity;
import java.util.HashMap;
import java.util.Map;

/** The other kinds of the core group. */
final class CoreDefaults {
    /** Lets namespaces be selected by their name. */
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private CoreDefaults() {}

    static Namespace namespace(Namespace namespace) {
        ObjectMeta metadata = namespace.metadata();
        String name = metadata.name();
        if (name == null || name.equals(metadata.labels().get(NAME_LABEL))) {
            return namespace;
        }
        Map<String, String> labels = new HashMap<>(metadata.labels());
        labels.put(NAME_LABEL, name);
        return namespace.withMetadata(
                ObjectMetaBuilder.of(metadata).labels(labels).build());
    }

    /** {@code stringData} is a way to write data as text; it is never kept. */
    static Secret secret(Secret secret) {
        if (secret.stringData().isEmpty()) {
            return secret;
        }
        Map<String, Bytes> data = new HashMap<>(secret.data());
        secret.stringData().forEach((key, text) -> data.put(key, Bytes.utf8(text)));
        return new Secret(secret.metadata(), data, secret.type(), Map.of(), secret.immutable());
    }

    static NodeStatus nodeStatus(NodeStatus status) {
        return status.allocatable().isEmpty() && !status.capacity().isEmpty()
                ? NodeStatusBuilder.of(status).allocatable(status.capacity()).build()
                : status;
    }

    static LimitRangeItem limitRangeItem(LimitRangeItem item) {
        if (!item.type().equals("Container")) {
            return item;
        }
        Map<String, Quantity> limits = with(item.defaultValue(), item.max());
        Map<String, Quantity> requests = with(with(item.defaultRequest(), limits), item.min());
        return limits.equals(item.defaultValue()) && requests.equals(item.defaultRequest())
                ? item
                : LimitRangeItemBuilder.of(item)
                        .defaultValue(limits)
                        .defaultRequest(requests)
                        .build();
    }

    private static Map<String, Quantity> with(Map<String, Quantity> given, Map<String, Quantity> otherwise) {
        Map<String, Quantity> all = new HashMap<>(otherwise);
        all.putAll(given);
        return all;
    }

    static ReplicationController replicationController(ReplicationController controller) {
        PodTemplateSpec template = controller.spec().template();
        if (template == null || template.metadata().labels().isEmpty()) {
            return controller;
        }
        Map<String, String> labels = template.metadata().labels();
        ReplicationController result = controller;
        if (controller.spec().selector().isEmpty()) {
            result = new ReplicationController(
                    controller.metadata(),
                    ReplicationControllerSpecBuilder.of(controller.spec())
                            .selector(labels)
                            .build(),
                    controller.status());
        }
        return result.metadata().labels().isEmpty()
                ? result.withMetadata(
                        ObjectMetaBuilder.of(result.metadata()).labels(labels).build())
                : result;
    }
}
