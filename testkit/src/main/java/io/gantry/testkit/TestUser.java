package io.gantry.testkit;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.client.WriteOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody with a certificate of their own, who has the rights that were given to them and no others. Rights are ordinary
 * roles and bindings: a {@link GantryCluster#reset} takes them away, the certificate stays good. Thread-safe.
 */
public final class TestUser {
    private static final WriteOptions WRITER = WriteOptions.as("gantry-testkit");
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final GantryCluster cluster;
    private final String name;
    private final String kubeconfig;

    TestUser(GantryCluster cluster, String name, String kubeconfig) {
        this.cluster = cluster;
        this.name = name;
        this.kubeconfig = kubeconfig;
    }

    /** As the API server knows the user. */
    public String name() {
        return name;
    }

    /** Gives the user a cluster role everywhere, such as {@code view}, {@code edit} or {@code cluster-admin}. */
    public TestUser withClusterRole(String clusterRole) {
        create(new ClusterRoleBinding(named(""), List.of(subject()), ref("ClusterRole", clusterRole)));
        return this;
    }

    /** Gives the user a cluster role in one namespace, which must exist. */
    public TestUser withClusterRole(String clusterRole, String namespace) {
        create(new RoleBinding(named(namespace), List.of(subject()), ref("ClusterRole", clusterRole)));
        return this;
    }

    /**
     * Lets the user do something in one namespace, which must exist.
     *
     * @param verbs such as {@code get,list,watch}, or {@code *}
     * @param resources such as {@code pods,pods/log,deployments.apps}: as in Kubernetes, with their group behind a point
     */
    public TestUser allowedTo(String verbs, String resources, String namespace) {
        Role role = (Role) create(new Role(named(namespace), rules(verbs, resources)));
        create(new RoleBinding(named(namespace), List.of(subject()), ref("Role", role.name())));
        return this;
    }

    /** Lets the user do something everywhere; see {@link #allowedTo(String, String, String)}. */
    public TestUser allowedTo(String verbs, String resources) {
        ClusterRole role = (ClusterRole) create(new ClusterRole(named(""), rules(verbs, resources), null));
        create(new ClusterRoleBinding(named(""), List.of(subject()), ref("ClusterRole", role.name())));
        return this;
    }

    /** A kubeconfig with which a client is this user. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** The same in a file that the cluster deletes at its end. */
    public Path kubeconfigFile() {
        return cluster.file(kubeconfig);
    }

    @SuppressWarnings("unchecked") // an object's kind is the kind of its own type
    private KubeObject create(KubeObject object) {
        return cluster.client().create((io.gantry.api.Kind<KubeObject>) object.kind(), object, WRITER);
    }

    private static ObjectMeta named(String namespace) {
        ObjectMetaBuilder meta = ObjectMetaBuilder.of().generateName("testkit-");
        return (namespace.isEmpty() ? meta : meta.namespace(namespace)).build();
    }

    private Subject subject() {
        return new Subject("User", RBAC, name, null);
    }

    private static RoleRef ref(String kind, String name) {
        return new RoleRef(RBAC, kind, name);
    }

    private static List<PolicyRule> rules(String verbs, String resources) {
        return List.of(resources.split(",")).stream()
                .map(String::strip)
                .map(resource -> rule(verbs, resource))
                .toList();
    }

    private static PolicyRule rule(String verbs, String resource) {
        // deployments.apps/scale: the group stands before the subresource
        int slash = resource.indexOf('/');
        String main = slash < 0 ? resource : resource.substring(0, slash);
        int point = main.indexOf('.');
        String plural = point < 0 ? main : main.substring(0, point);
        String group = point < 0 ? "" : main.substring(point + 1);
        return new PolicyRule(
                List.of(verbs.replace(" ", "").split(",")),
                List.of(group),
                List.of(slash < 0 ? plural : plural + resource.substring(slash)),
                List.of(),
                List.of());
    }
}
