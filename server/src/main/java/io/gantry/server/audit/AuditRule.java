package io.gantry.server.audit;

import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy: which requests it is for, and what is recorded of them. An empty list is for all.
 *
 * @param namespaces the empty one is for what is in no namespace
 * @param omitManagedFields whether objects are recorded without them; null for what the policy says
 */
record AuditRule(
        AuditLevel level,
        List<String> users,
        List<String> userGroups,
        List<String> verbs,
        List<GroupResources> resources,
        List<String> namespaces,
        List<String> nonResourceUrls,
        Set<AuditStage> omitStages,
        @Nullable Boolean omitManagedFields) {
    AuditRule {
        users = List.copyOf(users);
        userGroups = List.copyOf(userGroups);
        verbs = List.copyOf(verbs);
        resources = List.copyOf(resources);
        namespaces = List.copyOf(namespaces);
        nonResourceUrls = List.copyOf(nonResourceUrls);
        omitStages = Set.copyOf(omitStages);
    }

    /**
     * Resources of one group.
     *
     * @param resources as in {@code pods}, {@code pods/log}, {@code pods/*}, {@code *}{@code /scale} or {@code *}
     */
    record GroupResources(String group, List<String> resources, List<String> resourceNames) {
        GroupResources {
            resources = List.copyOf(resources);
            resourceNames = List.copyOf(resourceNames);
        }

        boolean match(RequestInfo info) {
            if (!group.equals(info.group())) {
                return false;
            }
            if (resources.isEmpty()) {
                return true;
            }
            if (!resourceNames.isEmpty() && !resourceNames.contains(info.name())) {
                return false;
            }
            String subresource = info.subresource();
            String asked = subresource.isEmpty() ? info.resource() : info.resource() + "/" + subresource;
            for (String resource : resources) {
                if (resource.equals("*")
                        || resource.equals(asked)
                        || (!subresource.isEmpty() && resource.equals("*/" + subresource))
                        || resource.equals(info.resource() + "/*")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param user null when it is not known who asks */
    boolean matches(@Nullable UserInfo user, RequestInfo info) {
        if (!users.isEmpty() && (user == null || !users.contains(user.name()))) {
            return false;
        }
        if (!userGroups.isEmpty() && (user == null || user.groups().stream().noneMatch(userGroups::contains))) {
            return false;
        }
        if (!verbs.isEmpty() && !verbs.contains(info.verb())) {
            return false;
        }
        if (!namespaces.isEmpty() || !resources.isEmpty()) {
            return info.resourceRequest()
                    && (namespaces.isEmpty() || namespaces.contains(info.namespace()))
                    && (resources.isEmpty() || resources.stream().anyMatch(group -> group.match(info)));
        }
        return nonResourceUrls.isEmpty()
                || (!info.resourceRequest() && nonResourceUrls.stream().anyMatch(url -> matches(url, info.path())));
    }

    private static boolean matches(String url, String path) {
        return url.endsWith("*") ? path.startsWith(url.substring(0, url.length() - 1)) : url.equals(path);
    }
}
