package io.gantry.server.auth;

import io.gantry.api.authentication.v1.SelfSubjectReview;
import io.gantry.api.authentication.v1.SelfSubjectReviewStatusBuilder;
import io.gantry.api.authentication.v1.TokenReview;
import io.gantry.api.authentication.v1.TokenReviewStatusBuilder;
import io.gantry.api.authentication.v1.UserInfoBuilder;
import io.gantry.api.authorization.v1.LocalSubjectAccessReview;
import io.gantry.api.authorization.v1.NonResourceAttributes;
import io.gantry.api.authorization.v1.NonResourceRule;
import io.gantry.api.authorization.v1.ResourceAttributes;
import io.gantry.api.authorization.v1.ResourceRule;
import io.gantry.api.authorization.v1.SelfSubjectAccessReview;
import io.gantry.api.authorization.v1.SelfSubjectRulesReview;
import io.gantry.api.authorization.v1.SubjectAccessReview;
import io.gantry.api.authorization.v1.SubjectAccessReviewSpec;
import io.gantry.api.authorization.v1.SubjectAccessReviewStatus;
import io.gantry.api.authorization.v1.SubjectRulesReviewStatusBuilder;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.status.StatusException;
import io.gantry.server.auth.node.NodeAuthorizer;
import io.gantry.server.registry.Violations;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers the kinds that are questions: may somebody do something, and who is somebody? Nothing is stored. */
public final class Reviews {
    private final Authorizer authorizer;
    private final RbacAuthorizer rbac;
    private final @Nullable ConfiguredAuthorizer configured;
    private final TokenVerifier tokens;

    /** @param configured the authorizer if it asks whom options name; null for the node authorizer and RBAC */
    public Reviews(
            Authorizer authorizer,
            RbacAuthorizer rbac,
            @Nullable ConfiguredAuthorizer configured,
            TokenVerifier tokens) {
        this.authorizer = authorizer;
        this.rbac = rbac;
        this.configured = configured;
        this.tokens = tokens;
    }

    /**
     * @param admission what else may refuse a question that is well-formed, here and below
     * @throws StatusException 422 for a question that is none
     */
    public SelfSubjectAccessReview review(SelfSubjectAccessReview review, UserInfo user, Runnable admission) {
        refuse(
                "SelfSubjectAccessReview",
                violations(review.spec().resourceAttributes(), review.spec().nonResourceAttributes()));
        admission.run();
        return new SelfSubjectAccessReview(
                review.metadata(),
                review.spec(),
                decide(user, review.spec().resourceAttributes(), review.spec().nonResourceAttributes()));
    }

    public SubjectAccessReview review(SubjectAccessReview review, Runnable admission) {
        SubjectAccessReviewSpec spec = review.spec();
        Violations violations = violations(spec.resourceAttributes(), spec.nonResourceAttributes());
        needUser(spec, violations);
        refuse("SubjectAccessReview", violations);
        admission.run();
        return new SubjectAccessReview(review.metadata(), spec, decide(spec));
    }

    /** @throws StatusException 400 when the question is about another namespace than the one it is posted to */
    public LocalSubjectAccessReview review(LocalSubjectAccessReview review, String namespace, Runnable admission) {
        SubjectAccessReviewSpec spec = review.spec();
        Violations violations = violations(spec.resourceAttributes(), spec.nonResourceAttributes());
        needUser(spec, violations);
        if (spec.nonResourceAttributes() != null) {
            violations.forbidden("spec.nonResourceAttributes", "disallowed on this kind of request");
        }
        refuse("LocalSubjectAccessReview", violations);
        ResourceAttributes attributes = spec.resourceAttributes();
        if (attributes == null || !namespace.equals(text(attributes.namespace()))) {
            throw StatusException.badRequest("spec.resourceAttributes.namespace must match namespace: " + namespace);
        }
        admission.run();
        return new LocalSubjectAccessReview(review.metadata(), spec, decide(spec));
    }

    private SubjectAccessReviewStatus decide(SubjectAccessReviewSpec spec) {
        return decide(
                new UserInfo(text(spec.user()), text(spec.uid()), spec.groups(), spec.extra()),
                spec.resourceAttributes(),
                spec.nonResourceAttributes());
    }

    private SubjectAccessReviewStatus decide(
            UserInfo user, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes path) {
        Attributes attributes;
        ReviewSelectors.Texts selectors = ReviewSelectors.read(resource);
        if (resource != null) {
            attributes = Attributes.resource(
                    user,
                    text(resource.verb()),
                    text(resource.namespace()),
                    text(resource.group()),
                    text(resource.resource()),
                    text(resource.subresource()),
                    text(resource.name()),
                    selectors.fields(),
                    selectors.labels());
        } else if (path != null) {
            attributes = Attributes.path(user, text(path.verb()), text(path.path()));
        } else {
            throw new IllegalStateException("one of them was given");
        }
        Decision decision = authorizer.authorize(attributes);
        String errors = Stream.concat(Stream.of(decision.error()), selectors.errors().stream())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        return new SubjectAccessReviewStatus(
                decision.allowed(),
                decision.reason().isEmpty() ? null : decision.reason(),
                errors.isEmpty() ? null : errors,
                decision.denied() ? true : null);
    }

    private static Violations violations(@Nullable ResourceAttributes resource, @Nullable NonResourceAttributes path) {
        Violations violations = new Violations();
        if (resource == null && path == null) {
            violations.invalid(
                    "spec.resourceAttributes",
                    null,
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
        if (resource != null && path != null) {
            violations.invalid(
                    "spec.nonResourceAttributes",
                    text(path.path()),
                    "cannot be specified in combination with resourceAttributes");
        }
        if (resource != null) {
            ReviewSelectors.check(resource, violations);
        }
        return violations;
    }

    private static void needUser(SubjectAccessReviewSpec spec, Violations violations) {
        if (text(spec.user()).isEmpty() && spec.groups().isEmpty()) {
            violations.invalid("spec.user", "", "at least one of user or group must be specified");
        }
    }

    private static void refuse(String kind, Violations violations) {
        if (!violations.isEmpty()) {
            throw StatusException.invalid("authorization.k8s.io", kind, "", violations.causes());
        }
    }

    public SelfSubjectRulesReview review(SelfSubjectRulesReview review, UserInfo user, Runnable admission) {
        admission.run();
        String namespace = text(review.spec().namespace());
        if (namespace.isEmpty()) {
            throw StatusException.badRequest("no namespace on request");
        }
        List<ResourceRule> resources = new ArrayList<>();
        List<NonResourceRule> paths = new ArrayList<>();
        for (PolicyRule rule : rules(user, namespace)) {
            if (rule.nonResourceURLs().isEmpty()) {
                resources.add(new ResourceRule(rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()));
            } else {
                paths.add(new NonResourceRule(rule.verbs(), rule.nonResourceURLs()));
            }
        }
        List<String> unknown = new ArrayList<>();
        if (has(AuthorizationMode.NODE) && NodeAuthorizer.isNode(user)) {
            unknown.add("node authorizer does not support user rule resolution");
        }
        if (has(AuthorizationMode.WEBHOOK)) {
            unknown.add("webhook authorizer does not support user rule resolution");
        }
        return new SelfSubjectRulesReview(
                review.metadata(),
                review.spec(),
                SubjectRulesReviewStatusBuilder.of()
                        .resourceRules(resources)
                        .nonResourceRules(paths)
                        .incomplete(!unknown.isEmpty())
                        .evaluationError(unknown.isEmpty() ? null : String.join(", ", unknown))
                        .build());
    }

    private boolean has(AuthorizationMode mode) {
        return configured == null
                ? mode == AuthorizationMode.NODE || mode == AuthorizationMode.RBAC
                : configured.asks(mode);
    }

    /** Those of all authorizers that can tell theirs. */
    private List<PolicyRule> rules(UserInfo user, String namespace) {
        if (has(AuthorizationMode.ALWAYS_ALLOW)) {
            return RbacAuthorizer.EVERYTHING;
        }
        return user.inGroup(UserInfo.MASTERS) || has(AuthorizationMode.RBAC)
                ? rbac.rulesOf(user, namespace)
                : List.of();
    }

    public SelfSubjectReview review(SelfSubjectReview review, UserInfo user, Runnable admission) {
        admission.run();
        return new SelfSubjectReview(
                review.metadata(),
                SelfSubjectReviewStatusBuilder.of().userInfo(describe(user)).build());
    }

    public TokenReview review(TokenReview review, Runnable admission) {
        String token = text(review.spec().token());
        if (token.isEmpty()) {
            throw StatusException.badRequest("token is required for TokenReview in authentication");
        }
        admission.run();
        List<String> asked = review.spec().audiences();
        Optional<TokenUser> user = tokens.verify(token, asked.isEmpty() ? tokens.ownAudiences() : asked);
        TokenReviewStatusBuilder status = TokenReviewStatusBuilder.of();
        if (user.isPresent()) {
            user.get().notes().forEach(RequestScope::annotate);
            status.authenticated(true)
                    .user(describe(
                            RequestAuthenticator.withAuthenticated(user.get().user())))
                    .audiences(user.get().audiences());
        } else {
            status.authenticated(false).error("invalid bearer token");
        }
        return new TokenReview(review.metadata(), review.spec(), status.build());
    }

    private static io.gantry.api.authentication.v1.UserInfo describe(UserInfo user) {
        return UserInfoBuilder.of()
                .username(user.name())
                .uid(user.uid().isEmpty() ? null : user.uid())
                .groups(user.groups())
                .extra(user.extra())
                .build();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
