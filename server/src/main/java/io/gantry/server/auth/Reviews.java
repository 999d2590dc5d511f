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
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the kinds that are questions: may somebody do something, and who is somebody? Nothing is stored. */
public final class Reviews {
    private final Authorizer authorizer;
    private final RbacAuthorizer rbac;
    private final TokenVerifier tokens;

    public Reviews(Authorizer authorizer, RbacAuthorizer rbac, TokenVerifier tokens) {
        this.authorizer = authorizer;
        this.rbac = rbac;
        this.tokens = tokens;
    }

    public SelfSubjectAccessReview review(SelfSubjectAccessReview review, UserInfo user) {
        return new SelfSubjectAccessReview(
                review.metadata(),
                review.spec(),
                decide(user, review.spec().resourceAttributes(), review.spec().nonResourceAttributes()));
    }

    public SubjectAccessReview review(SubjectAccessReview review) {
        return new SubjectAccessReview(review.metadata(), review.spec(), decide(review.spec()));
    }

    /** @throws StatusException 400 when the question is about another namespace than the one it is posted to */
    public LocalSubjectAccessReview review(LocalSubjectAccessReview review, String namespace) {
        ResourceAttributes attributes = review.spec().resourceAttributes();
        if (attributes == null || !namespace.equals(text(attributes.namespace()))) {
            throw StatusException.badRequest(
                    "spec.resourceAttributes.namespace must match the namespace of the request: " + namespace);
        }
        return new LocalSubjectAccessReview(review.metadata(), review.spec(), decide(review.spec()));
    }

    private SubjectAccessReviewStatus decide(SubjectAccessReviewSpec spec) {
        if (text(spec.user()).isEmpty() && spec.groups().isEmpty()) {
            throw StatusException.badRequest(
                    "spec.user: Required value: at least one of user or group must be specified");
        }
        return decide(
                new UserInfo(text(spec.user()), text(spec.uid()), spec.groups(), spec.extra()),
                spec.resourceAttributes(),
                spec.nonResourceAttributes());
    }

    private SubjectAccessReviewStatus decide(
            UserInfo user, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes path) {
        if ((resource == null) == (path == null)) {
            throw StatusException.badRequest(
                    "spec.resourceAttributes: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
        Attributes attributes;
        if (resource != null) {
            attributes = Attributes.resource(
                    user,
                    text(resource.verb()),
                    text(resource.namespace()),
                    text(resource.group()),
                    text(resource.resource()),
                    text(resource.subresource()),
                    text(resource.name()));
        } else if (path != null) {
            attributes = Attributes.path(user, text(path.verb()), text(path.path()));
        } else {
            throw new IllegalStateException("one of them was given");
        }
        Decision decision = authorizer.authorize(attributes);
        return new SubjectAccessReviewStatus(
                decision.allowed(), decision.reason().isEmpty() ? null : decision.reason(), null, null);
    }

    public SelfSubjectRulesReview review(SelfSubjectRulesReview review, UserInfo user) {
        String namespace = text(review.spec().namespace());
        if (namespace.isEmpty()) {
            throw StatusException.badRequest("no namespace on request");
        }
        List<ResourceRule> resources = new ArrayList<>();
        List<NonResourceRule> paths = new ArrayList<>();
        for (PolicyRule rule : rbac.rulesOf(user, namespace)) {
            if (rule.nonResourceURLs().isEmpty()) {
                resources.add(new ResourceRule(rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()));
            } else {
                paths.add(new NonResourceRule(rule.verbs(), rule.nonResourceURLs()));
            }
        }
        return new SelfSubjectRulesReview(
                review.metadata(),
                review.spec(),
                SubjectRulesReviewStatusBuilder.of()
                        .resourceRules(resources)
                        .nonResourceRules(paths)
                        .incomplete(false)
                        .build());
    }

    public SelfSubjectReview review(SelfSubjectReview review, UserInfo user) {
        return new SelfSubjectReview(
                review.metadata(),
                SelfSubjectReviewStatusBuilder.of().userInfo(describe(user)).build());
    }

    public TokenReview review(TokenReview review) {
        String token = text(review.spec().token());
        if (token.isEmpty()) {
            throw StatusException.badRequest("token is required for TokenReview in authentication");
        }
        List<String> asked = review.spec().audiences();
        Optional<TokenUser> user = tokens.verify(token, asked.isEmpty() ? tokens.ownAudiences() : asked);
        TokenReviewStatusBuilder status = TokenReviewStatusBuilder.of();
        if (user.isPresent()) {
            status.authenticated(true)
                    .user(describe(RequestAuthenticator.withAuthenticated(user.get().user())))
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
