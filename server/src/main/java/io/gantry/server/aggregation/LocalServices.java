package io.gantry.server.aggregation;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceCondition;
import io.gantry.api.apiregistration.v1.APIServiceSpec;
import io.gantry.api.apiregistration.v1.APIServiceStatus;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.server.discovery.ServedApi;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The APIServices of what this server serves itself, with the priorities that Kubernetes 1.36 gives them ({@code
 * pkg/controlplane/apiserver/aggregator.go}, {@code cmd/kube-apiserver/app/aggregator.go}). Pure.
 */
public final class LocalServices {
    /** Says that this server looks after the object, and when: at its start, or always. */
    public static final String MANAGED = "kube-aggregator.kubernetes.io/automanaged";

    static final String ALWAYS = "true";
    private static final String ON_START = "onstart";
    private static final String OWN_GROUP = "apiregistration.k8s.io";
    static final int CUSTOM_GROUP = 1000;
    static final int CUSTOM_VERSION = 100;
    /** Above all that an APIService may have: the group of APIServices is named first. */
    private static final int FIRST = 20_001;

    private static final int OTHER_GROUP = 15_700;
    private static final int OTHER_VERSION = 9;

    private static final Map<String, Integer> GROUPS = Map.ofEntries(
            Map.entry(OWN_GROUP, FIRST),
            Map.entry("", 18_000),
            Map.entry("apps", 17_800),
            Map.entry("events.k8s.io", 17_750),
            Map.entry("authentication.k8s.io", 17_700),
            Map.entry("authorization.k8s.io", 17_600),
            Map.entry("autoscaling", 17_500),
            Map.entry("batch", 17_400),
            Map.entry("certificates.k8s.io", 17_300),
            Map.entry("networking.k8s.io", 17_200),
            Map.entry("policy", 17_100),
            Map.entry("rbac.authorization.k8s.io", 17_000),
            Map.entry("storage.k8s.io", 16_800),
            Map.entry("apiextensions.k8s.io", 16_700),
            Map.entry("admissionregistration.k8s.io", 16_700),
            Map.entry("scheduling.k8s.io", 16_600),
            Map.entry("coordination.k8s.io", 16_500),
            Map.entry("node.k8s.io", 16_300),
            Map.entry("discovery.k8s.io", 16_200),
            Map.entry("resource.k8s.io", 16_200),
            Map.entry("flowcontrol.apiserver.k8s.io", 16_100),
            Map.entry("internal.apiserver.k8s.io", 16_000),
            Map.entry("storagemigration.k8s.io", 15_800));

    private static final Map<String, Integer> VERSIONS = Map.ofEntries(
            Map.entry("/v1", 1),
            Map.entry("autoscaling/v2", 30),
            Map.entry("admissionregistration.k8s.io/v1beta1", 12),
            Map.entry("coordination.k8s.io/v1beta1", 13),
            Map.entry("coordination.k8s.io/v1alpha2", 12),
            Map.entry("certificates.k8s.io/v1alpha1", 1),
            Map.entry("flowcontrol.apiserver.k8s.io/v1", 21),
            Map.entry("resource.k8s.io/v1", 20),
            Map.entry("resource.k8s.io/v1beta2", 15),
            Map.entry("resource.k8s.io/v1alpha3", 1));

    private LocalServices() {}

    static int groupPriority(String group) {
        return GROUPS.getOrDefault(group, group.indexOf('.') > 0 ? CUSTOM_GROUP : OTHER_GROUP);
    }

    static int versionPriority(String group, String version) {
        Integer known = VERSIONS.get(group + "/" + version);
        if (known != null) {
            return known;
        }
        return !GROUPS.containsKey(group) ? CUSTOM_VERSION : version.equals("v1") ? 15 : OTHER_VERSION;
    }

    /** One for each built-in version. Kubernetes has none for the group of APIServices itself either. */
    public static List<APIService> builtin(Instant now) {
        List<APIService> services = new ArrayList<>();
        for (ServedApi.Group group : ServedApi.builtin().groups()) {
            if (!group.name().equals(OWN_GROUP)) {
                for (ServedApi.Version version : group.versions()) {
                    services.add(service(group.name(), version.name(), ON_START, now));
                }
            }
        }
        return services;
    }

    /** One for each version that has custom kinds, by name. */
    static Map<String, APIService> custom(ServedApi served, Instant now) {
        Map<String, APIService> services = new HashMap<>();
        for (ServedApi.Group group : served.groups()) {
            for (ServedApi.Version version : group.versions()) {
                if (!GROUPS.containsKey(group.name())
                        && version.kinds().stream().anyMatch(kind -> kind.custom())) {
                    APIService service = service(group.name(), version.name(), ALWAYS, now);
                    services.put(service.name(), service);
                }
            }
        }
        return services;
    }

    private static APIService service(String group, String version, String managed, Instant now) {
        return new APIService(
                ObjectMetaBuilder.of()
                        .name(version + "." + group)
                        .labels(Map.of(MANAGED, managed))
                        .build(),
                new APIServiceSpec(
                        null,
                        group.isEmpty() ? null : group,
                        version,
                        null,
                        null,
                        groupPriority(group),
                        versionPriority(group, version)),
                localStatus(now));
    }

    /** What this server says of a version that it serves itself. */
    public static APIServiceStatus localStatus(Instant now) {
        return new APIServiceStatus(List.of(new APIServiceCondition(
                Route.AVAILABLE,
                "True",
                now.truncatedTo(ChronoUnit.SECONDS),
                "Local",
                "Local APIServices are always available")));
    }
}
