package io.gantry.server.openapi;

import io.gantry.api.Kind;
import io.gantry.api.schema.RecordType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The names that Kubernetes' OpenAPI documents give to types: {@code io.k8s.api.apps.v1.Deployment}. */
final class SchemaNames {
    static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
    static final String TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
    static final String MICRO_TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";
    static final String DELETE_OPTIONS = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";
    static final String STATUS = "io.k8s.apimachinery.pkg.apis.meta.v1.Status";
    static final String PATCH = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch";
    static final String LIST_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

    private static final String OURS = "io.gantry.api.";

    private SchemaNames() {}

    /** {@code com.example.stable.v1.CronTab}: a custom kind's group backwards, its version and its name. */
    static String of(Kind<?> kind) {
        return base(kind) + kind.name();
    }

    static String ofList(Kind<?> kind) {
        return base(kind) + kind.listName();
    }

    private static String base(Kind<?> kind) {
        List<String> parts = new ArrayList<>(List.of(kind.group().split("\\.", -1)));
        Collections.reverse(parts);
        return String.join(".", parts) + "." + kind.version() + ".";
    }

    static String of(RecordType<?> type) {
        String packageName = type.recordClass().getPackageName().substring(OURS.length());
        String prefix = switch (packageName.substring(0, packageName.indexOf('.'))) {
            case "meta" -> "io.k8s.apimachinery.pkg.apis.";
            case "apiextensions" -> "io.k8s.apiextensions-apiserver.pkg.apis.";
            case "apiregistration" -> "io.k8s.kube-aggregator.pkg.apis.";
            default -> "io.k8s.api.";
        };
        return prefix + packageName + "." + type.name();
    }
}
