package io.gantry.server.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The types of a SubjectAccessReview's {@code spec} in version v1, by their names. Immutable. */
final class ReviewTypes {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final Map<String, CelType> ALL = new LinkedHashMap<>();

    static final CelType SPEC = spec();

    private ReviewTypes() {}

    static Map<String, CelType> all() {
        return ALL;
    }

    private static CelType add(String name, ImmutableMap<String, CelType> fields) {
        CelType type = AdmissionTypes.struct(name, fields);
        ALL.put(name, type);
        return type;
    }

    private static CelType spec() {
        CelType requirement =
                add("kubernetes.SelectorRequirement", ImmutableMap.of("key", TEXT, "operator", TEXT, "values", TEXTS));
        ImmutableMap<String, CelType> selector =
                ImmutableMap.of("rawSelector", TEXT, "requirements", ListType.create(requirement));
        CelType resource = add(
                "kubernetes.ResourceAttributes",
                ImmutableMap.<String, CelType>builder()
                        .put("namespace", TEXT)
                        .put("verb", TEXT)
                        .put("group", TEXT)
                        .put("version", TEXT)
                        .put("resource", TEXT)
                        .put("subresource", TEXT)
                        .put("name", TEXT)
                        .put("fieldSelector", add("kubernetes.FieldSelectorAttributes", selector))
                        .put("labelSelector", add("kubernetes.LabelSelectorAttributes", selector))
                        .build());
        CelType path = add("kubernetes.NonResourceAttributes", ImmutableMap.of("path", TEXT, "verb", TEXT));
        return add(
                "kubernetes.SubjectAccessReviewSpec",
                ImmutableMap.of(
                        "resourceAttributes",
                        resource,
                        "nonResourceAttributes",
                        path,
                        "user",
                        TEXT,
                        "groups",
                        TEXTS,
                        "extra",
                        MapType.create(TEXT, TEXTS),
                        "uid",
                        TEXT));
    }
}
