package io.gantry.api;

import io.gantry.api.schema.RecordType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A kind of one group and version, with what discovery says of its resource.
 *
 * <p>The field table of the type is loaded when it is first asked for, so that naming all kinds costs nothing.
 *
 * @param <T> the record that holds an object of this kind
 */
public final class Kind<T> {
    private final String group;
    private final String version;
    private final String name;
    private final String plural;
    private final String singular;
    private final boolean namespaced;
    private final List<String> shortNames;
    private final List<String> categories;
    private final List<String> verbs;
    private final List<String> subresources;
    private final String listName;
    private final @Nullable Supplier<RecordType<T>> type;
    private final @Nullable CustomRules rules;

    public Kind(
            String group,
            String version,
            String name,
            String plural,
            String singular,
            boolean namespaced,
            List<String> shortNames,
            List<String> categories,
            List<String> verbs,
            List<String> subresources,
            Supplier<RecordType<T>> type) {
        this(
                group,
                version,
                name,
                name + "List",
                plural,
                singular,
                namespaced,
                shortNames,
                categories,
                verbs,
                subresources,
                type,
                null);
    }

    private Kind(
            String group,
            String version,
            String name,
            String listName,
            String plural,
            String singular,
            boolean namespaced,
            List<String> shortNames,
            List<String> categories,
            List<String> verbs,
            List<String> subresources,
            @Nullable Supplier<RecordType<T>> type,
            @Nullable CustomRules rules) {
        this.group = group;
        this.version = version;
        this.name = name;
        this.listName = listName;
        this.plural = plural;
        this.singular = singular;
        this.namespaced = namespaced;
        this.shortNames = List.copyOf(shortNames);
        this.categories = List.copyOf(categories);
        this.verbs = List.copyOf(verbs);
        this.subresources = List.copyOf(subresources);
        this.type = type;
        this.rules = rules;
    }

    /**
     * A kind whose objects are {@link CustomObject}s.
     *
     * @param names what discovery says of the resource
     * @param subresources as {@link #subresources} gives them
     * @param rules what its definition says of its objects
     */
    static Kind<CustomObject> custom(
            String group,
            String version,
            CustomObject.Names names,
            boolean namespaced,
            List<String> subresources,
            CustomRules rules) {
        return new Kind<>(
                group,
                version,
                names.kind(),
                names.listKind(),
                names.plural(),
                names.singular(),
                namespaced,
                names.shortNames(),
                names.categories(),
                List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"),
                subresources,
                null,
                rules);
    }

    /** The API group, empty for the core group. */
    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    /** The kind's name, such as {@code Pod}. */
    public String name() {
        return name;
    }

    /** The name of the kind's list, such as {@code PodList}. */
    public String listName() {
        return listName;
    }

    /** {@code v1} or {@code apps/v1}: the value of the field {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The resource's name in paths, such as {@code pods}; empty for a kind that is no resource. */
    public String plural() {
        return plural;
    }

    public String singular() {
        return singular;
    }

    public boolean namespaced() {
        return namespaced;
    }

    public List<String> shortNames() {
        return shortNames;
    }

    public List<String> categories() {
        return categories;
    }

    /** The verbs that discovery names for the resource, in alphabetical order. */
    public List<String> verbs() {
        return verbs;
    }

    /**
     * The subresources as discovery names them, each {@code name|group/version/Kind|verb,verb}: for example {@code
     * scale|autoscaling/v1/Scale|get,patch,update}.
     */
    public List<String> subresources() {
        return subresources;
    }

    /** Whether a CustomResourceDefinition declares the kind: its objects are {@link CustomObject}s. */
    public boolean custom() {
        return type == null;
    }

    /**
     * The field table of the kind's record.
     *
     * @throws IllegalStateException for a custom kind, which has none
     */
    public RecordType<T> type() {
        if (type == null) {
            throw new IllegalStateException(this + " is a custom kind: it has no field table");
        }
        return type.get();
    }

    /**
     * What the definition of a custom kind says of its objects.
     *
     * @throws IllegalStateException for a built-in kind, which has a field table instead
     */
    public CustomRules rules() {
        if (rules == null) {
            throw new IllegalStateException(this + " is a built-in kind: its field table says what it is");
        }
        return rules;
    }

    /** {@code pods} or {@code deployments.apps}: how error texts and permissions name the resource. */
    public String qualifiedResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    @Override
    public String toString() {
        return apiVersion() + "/" + name;
    }
}
