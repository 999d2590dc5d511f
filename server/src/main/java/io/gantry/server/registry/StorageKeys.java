package io.gantry.server.registry;

import io.gantry.api.Kind;
import java.util.Map;
import java.util.Set;

/**
 * Where objects lie in the store: Kubernetes' own key layout, so that tools that read an etcd know their way.
 *
 * <p>{@code /registry/pods/default/web-0}, {@code /registry/minions/node-1}, {@code
 * /registry/apiextensions.k8s.io/customresourcedefinitions/x}. The exceptions are those of Kubernetes'
 * {@code DefaultStorageFactory} (SpecialDefaultResourcePrefixes) and of the servers it aggregates.
 */
public final class StorageKeys {
    public static final String ROOT = "/registry/";

    private static final Map<String, String> SPECIAL = Map.of(
            "replicationcontrollers", "controllers",
            "endpoints", "services/endpoints",
            "nodes", "minions",
            "services", "services/specs",
            "ingresses", "ingress");

    /** Groups served by programs of their own in Kubernetes, which put their name in front, as it does for custom resources. */
    private static final Set<String> OWN_PREFIX = Set.of("apiextensions.k8s.io", "apiregistration.k8s.io");

    private StorageKeys() {}

    /** The prefix, ending in a slash, under which all objects of a kind lie. */
    public static String prefix(Kind<?> kind) {
        if (kind.custom() || OWN_PREFIX.contains(kind.group())) {
            return ROOT + kind.group() + "/" + kind.plural() + "/";
        }
        return ROOT + SPECIAL.getOrDefault(kind.plural(), kind.plural()) + "/";
    }

    /** The key of one object; {@code namespace} is ignored for cluster-scoped kinds. */
    public static String key(Kind<?> kind, String namespace, String name) {
        return kind.namespaced() ? prefix(kind) + namespace + "/" + name : prefix(kind) + name;
    }

    /** The prefix of a collection: of all namespaces if {@code namespace} is empty. */
    public static String collection(Kind<?> kind, String namespace) {
        return kind.namespaced() && !namespace.isEmpty() ? prefix(kind) + namespace + "/" : prefix(kind);
    }

    /**
     * The prefix of the change log that a key or a watched prefix belongs to: one log for each resource ({@code
     * StoreOptions.withLogOf}).
     */
    public static String logOf(String key) {
        int second = key.indexOf('/', ROOT.length());
        if (second < 0) {
            return key;
        }
        String segment = key.substring(ROOT.length(), second);
        // services and endpoints lie one level deeper, and so does everything whose first segment is a group
        boolean deeper = segment.equals("services") || segment.indexOf('.') > 0;
        int third = deeper ? key.indexOf('/', second + 1) : second;
        return key.substring(0, (third < 0 ? second : third) + 1);
    }
}
