package io.gantry.client.testing;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceSpec;
import io.gantry.api.core.v1.NamespaceStatusBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.status.StatusException;
import io.gantry.client.ObjectKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the API makes of an object by itself, as far as {@link MemoryClient} does it. Pure. */
final class ObjectRules {
    private ObjectRules() {}

    static String suffix(long number) {
        return "%05d".formatted(number);
    }

    static KubeObject initial(KubeObject object) {
        if (object instanceof Namespace namespace
                && namespace.spec().finalizers().isEmpty()) {
            return NamespaceBuilder.of(namespace)
                    .spec(new NamespaceSpec(List.of("kubernetes")))
                    .status(NamespaceStatusBuilder.of().phase("Active").build())
                    .build();
        }
        if (object instanceof Pod pod && pod.status().phase() == null) {
            return new Pod(
                    pod.metadata(),
                    pod.spec(),
                    PodStatusBuilder.of(pod.status()).phase("Pending").build());
        }
        return object;
    }

    static ObjectMeta withVersionOf(KubeObject before, KubeObject after) {
        return ObjectMetaBuilder.of(before.metadata())
                .resourceVersion(after.metadata().resourceVersion())
                .build();
    }

    /** Whether nothing keeps a deleted object any longer. */
    static boolean finished(KubeObject object) {
        ObjectMeta meta = object.metadata();
        return meta.deletionTimestamp() != null
                && meta.finalizers().isEmpty()
                && (!(object instanceof Namespace namespace)
                        || namespace.spec().finalizers().isEmpty())
                && (meta.deletionGracePeriodSeconds() == null || meta.deletionGracePeriodSeconds() == 0);
    }

    static boolean has(Kind<?> kind, String field) {
        return field(kind, field) != null;
    }

    static @Nullable FieldInfo field(Kind<?> kind, String field) {
        return kind.type().field(field);
    }

    static <T> boolean same(Kind<T> kind, T one, T other, FieldInfo field) {
        RecordType<T> type = kind.type();
        return Objects.equals(type.get(one, field.index()), type.get(other, field.index()));
    }

    static <T> T copyField(Kind<T> kind, T from, T to, FieldInfo field) {
        return kind.type().with(to, field, kind.type().get(from, field.index()));
    }

    static Namespace terminating(Namespace namespace, boolean stays) {
        return !stays
                ? namespace
                : NamespaceBuilder.of(namespace)
                        .status(NamespaceStatusBuilder.of(namespace.status())
                                .phase("Terminating")
                                .build())
                        .build();
    }

    /** A pod that no node has, or that has ended, goes at once. */
    static long grace(Pod pod, DeleteOptions options) {
        String node = pod.spec().nodeName();
        String phase = pod.status().phase();
        if (node == null || node.isEmpty() || "Succeeded".equals(phase) || "Failed".equals(phase)) {
            return 0;
        }
        if (options.gracePeriodSeconds() != null) {
            return options.gracePeriodSeconds();
        }
        Long own = pod.spec().terminationGracePeriodSeconds();
        return own == null ? 30 : own;
    }

    static void checkPreconditions(Kind<?> kind, ObjectKey key, KubeObject object, DeleteOptions options) {
        Preconditions only = options.preconditions();
        if (only == null) {
            return;
        }
        if ((only.uid() != null && !only.uid().equals(object.uid()))
                || (only.resourceVersion() != null && !only.resourceVersion().equals(object.resourceVersion()))) {
            throw StatusException.conflict(kind.group(), kind.plural(), key.name(), "a precondition failed");
        }
    }
}
