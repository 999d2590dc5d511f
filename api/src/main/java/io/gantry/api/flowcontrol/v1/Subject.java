package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Its kind says which one of the other fields is given.
 *
 * @param kind User, Group or ServiceAccount.
 * @param user The user, for kind User.
 * @param group The group, for kind Group.
 * @param serviceAccount The service account, for kind ServiceAccount.
 */
@ApiType
public record Subject(
        @Field(value = 1, required = true) String kind,
        @Field(2) @Nullable UserSubject user,
        @Field(3) @Nullable GroupSubject group,
        @Field(4) @Nullable ServiceAccountSubject serviceAccount) {}
