package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.NonResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.gantry.api.flowcontrol.v1.ResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.Subject;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one FlowSchema, in a form in which they are soon looked through: every request is held against several of these. Immutable;
 * allocates nothing but the name of a subresource.
 */
final class SchemaRules {
    private static final String ALL = "*";
    private static final String ACCOUNTS = "system:serviceaccount:";

    /** Names of which one has to be the request's. */
    private static final class Names {
        private final boolean all;
        private final String[] names;

        Names(List<String> names) {
            this.all = names.contains(ALL);
            this.names = names.toArray(new String[0]);
        }

        boolean has(String name) {
            if (all) {
                return true;
            }
            for (String each : names) {
                if (each.equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Resources(Names verbs, Names groups, Names resources, boolean clusterScope, Names namespaces) {
        Resources(ResourcePolicyRule rule) {
            this(
                    new Names(rule.verbs()),
                    new Names(rule.apiGroups()),
                    new Names(rule.resources()),
                    Boolean.TRUE.equals(rule.clusterScope()),
                    new Names(rule.namespaces()));
        }

        boolean fit(RequestInfo request) {
            return verbs.has(request.verb())
                    && groups.has(request.group())
                    && (resources.all || resources.has(named(request)))
                    && (request.namespace().isEmpty() ? clusterScope : namespaces.has(request.namespace()));
        }

        private static String named(RequestInfo request) {
            return request.subresource().isEmpty()
                    ? request.resource()
                    : request.resource() + "/" + request.subresource();
        }
    }

    private record Paths(Names verbs, Names paths) {
        Paths(NonResourcePolicyRule rule) {
            this(new Names(rule.verbs()), new Names(rule.nonResourceURLs()));
        }

        boolean fit(RequestInfo request) {
            return verbs.has(request.verb()) && (paths.has(request.path()) || below(request.path()));
        }

        private boolean below(String path) {
            for (String each : paths.names) {
                if (each.endsWith("/*") && path.startsWith(each.substring(0, each.length() - 1))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One entry of the schema's list. */
    private static final class Rule {
        private final boolean everybody;
        private final List<String> users = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        /** What the names of the accounts begin with, as far as all of a namespace are meant. */
        private final List<String> accountPrefixes = new ArrayList<>();

        private final Resources[] resources;
        private final Paths[] paths;

        Rule(PolicyRulesWithSubjects rule) {
            boolean all = false;
            for (Subject subject : rule.subjects()) {
                all |= add(subject);
            }
            everybody = all;
            resources = rule.resourceRules().stream().map(Resources::new).toArray(Resources[]::new);
            paths = rule.nonResourceRules().stream().map(Paths::new).toArray(Paths[]::new);
        }

        /** Returns whether it is everybody. */
        private boolean add(Subject subject) {
            return switch (subject.kind()) {
                case "User" ->
                    subject.user() != null && add(users, subject.user().name());
                case "Group" ->
                    subject.group() != null && add(groups, subject.group().name());
                case "ServiceAccount" -> {
                    if (subject.serviceAccount() != null) {
                        String prefix = ACCOUNTS + subject.serviceAccount().namespace() + ":";
                        String name = subject.serviceAccount().name();
                        boolean whole = name.equals(ALL);
                        (whole ? accountPrefixes : users).add(whole ? prefix : prefix + name);
                    }
                    yield false;
                }
                default -> false;
            };
        }

        private static boolean add(List<String> names, String name) {
            names.add(name);
            return name.equals(ALL);
        }

        boolean fits(UserInfo user, RequestInfo request) {
            return (everybody || isOneOf(user))
                    && (request.resourceRequest() ? anyResource(request) : anyPath(request));
        }

        private boolean isOneOf(UserInfo user) {
            for (int i = 0; i < groups.size(); i++) {
                if (user.inGroup(groups.get(i))) {
                    return true;
                }
            }
            for (int i = 0; i < users.size(); i++) {
                if (users.get(i).equals(user.name())) {
                    return true;
                }
            }
            for (int i = 0; i < accountPrefixes.size(); i++) {
                if (user.name().startsWith(accountPrefixes.get(i))) {
                    return true;
                }
            }
            return false;
        }

        private boolean anyResource(RequestInfo request) {
            for (Resources each : resources) {
                if (each.fit(request)) {
                    return true;
                }
            }
            return false;
        }

        private boolean anyPath(RequestInfo request) {
            for (Paths each : paths) {
                if (each.fit(request)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Rule[] rules;

    SchemaRules(List<PolicyRulesWithSubjects> rules) {
        this.rules = rules.stream().map(Rule::new).toArray(Rule[]::new);
    }

    boolean fit(UserInfo user, RequestInfo request) {
        for (Rule rule : rules) {
            if (rule.fits(user, request)) {
                return true;
            }
        }
        return false;
    }
}
