package io.trivet.edge.local.desugar;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class file in which lambdas are taken from classes of their own. Rewritten is each call of {@code altMetafactory}
 * whose body is a static method of the class that others in its package may call, as all of Scala's are; what remains
 * works as before.
 *
 * @param files the class files of the class and of its lambdas, by internal name
 */
record DesugaredClass(SortedMap<String, byte[]> files) {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String METHOD = "altMetafactory";

    /** Where javac says once more what each lambda is, for whoever reads one back from a stream. */
    private static final String DESERIALIZE = "$deserializeLambda$";

    /** The rewritten class; empty when there is nothing to rewrite in it. */
    static Optional<DesugaredClass> of(byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, 0);
        Rewriting rewriting = new Rewriting(reader.getClassName(), privateMethods(reader), writer);
        reader.accept(rewriting, 0);
        if (rewriting.lambdas.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, byte[]> files = new TreeMap<>(rewriting.lambdas);
        files.put(reader.getClassName(), writer.toByteArray());
        return Optional.of(new DesugaredClass(files));
    }

    private static SortedSet<String> privateMethods(ClassReader reader) {
        SortedSet<String> methods = new TreeSet<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if ((access & Opcodes.ACC_PRIVATE) != 0) {
                            methods.add(name + descriptor);
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        return methods;
    }

    private static final class Rewriting extends ClassVisitor {
        private final SortedMap<String, byte[]> lambdas = new TreeMap<>();
        private final String owner;
        private final SortedSet<String> privateMethods;

        Rewriting(String owner, SortedSet<String> privateMethods, ClassVisitor next) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.privateMethods = privateMethods;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (name.equals(DESERIALIZE)) {
                return next;
            }
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInvokeDynamicInsn(String method, String site, Handle bootstrap, Object... arguments) {
                    Optional<LambdaClass> found = lambda(method, site, bootstrap, arguments);
                    if (found.isEmpty()) {
                        super.visitInvokeDynamicInsn(method, site, bootstrap, arguments);
                        return;
                    }
                    LambdaClass lambda = found.get();
                    lambdas.put(lambda.name(), lambda.bytes());
                    if (lambda.captured().isEmpty()) {
                        super.visitFieldInsn(
                                Opcodes.GETSTATIC, lambda.name(), LambdaClass.INSTANCE, lambda.descriptor());
                    } else {
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC, lambda.name(), LambdaClass.OF, lambda.site(), false);
                    }
                }
            };
        }

        private Optional<LambdaClass> lambda(String method, String site, Handle bootstrap, Object... arguments) {
            if (!bootstrap.getOwner().equals(FACTORY) || !bootstrap.getName().equals(METHOD)) {
                return Optional.empty();
            }
            Handle body = (Handle) arguments[1];
            if (body.getTag() != Opcodes.H_INVOKESTATIC
                    || !body.getOwner().equals(owner)
                    || privateMethods.contains(body.getName() + body.getDesc())) {
                return Optional.empty();
            }
            // Not "$$Lambda$", by which the JVM knows its own.
            String name = owner + "$$Desugared$" + lambdas.size();
            return Optional.of(LambdaClass.of(name, method, site, arguments)).filter(LambdaClass::isPlain);
        }
    }
}
