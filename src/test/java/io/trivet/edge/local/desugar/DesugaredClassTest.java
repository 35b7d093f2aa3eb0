package io.trivet.edge.local.desugar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class DesugaredClassTest {
    private static final String SAMPLE = "io/trivet/edge/local/desugar/Sample";

    @Test
    void a_rewritten_class_does_what_it_did() throws IOException, ReflectiveOperationException {
        DesugaredClass desugared = DesugaredClass.of(opened(file(Sample.class))).orElseThrow();

        assertThat(run(desugared)).isEqualTo(new Sample().get());
        assertThat(new Sample().get())
                .as("what it does")
                .containsExactly(
                        "nothing",
                        "1 b 3 4 5 6.5 7.5 true nine",
                        "42",
                        "6.0",
                        "ab",
                        "cd",
                        "mm",
                        "true",
                        "true",
                        "x,y",
                        "[said]");
    }

    @Test
    void every_lambda_becomes_a_class_and_no_call_of_the_factory_remains() throws IOException {
        byte[] file = opened(file(Sample.class));

        DesugaredClass desugared = DesugaredClass.of(file).orElseThrow();

        assertThat(factoryCalls(file)).isEqualTo(8);
        assertThat(factoryCalls(desugared.files().get(SAMPLE))).isZero();
        assertThat(desugared.files().keySet())
                .hasSize(1 + 8)
                .allMatch(name -> name.equals(SAMPLE) || name.startsWith(SAMPLE + "$$Desugared$"));
    }

    @Test
    void lambdas_whose_body_only_their_own_class_may_call_stay() throws IOException {
        // As javac compiles them.
        assertThat(DesugaredClass.of(file(Sample.class))).isEmpty();
    }

    @Test
    void a_class_without_such_lambdas_stays() throws IOException {
        assertThat(DesugaredClass.of(file(DesugaredClassTest.class))).isEmpty();
    }

    @Test
    void the_same_class_gives_the_same_bytes() throws IOException {
        byte[] file = opened(file(Sample.class));

        Optional<DesugaredClass> one = DesugaredClass.of(file);
        Optional<DesugaredClass> other = DesugaredClass.of(file);

        assertThat(one.orElseThrow().files())
                .usingRecursiveComparison()
                .isEqualTo(other.orElseThrow().files());
    }

    private static List<?> run(DesugaredClass desugared) throws ReflectiveOperationException {
        Map<String, byte[]> files = new HashMap<>();
        desugared.files().forEach((name, bytes) -> files.put(name.replace('/', '.'), bytes));
        // A loader that asks itself first. The interfaces of the sample come with it: packages are per loader.
        ClassLoader loader = new ClassLoader(DesugaredClassTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(Sample.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }

            private Class<?> define(String name) throws ClassNotFoundException {
                try {
                    byte[] bytes = files.containsKey(name) ? files.get(name) : file(name);
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Object sample = loader.loadClass(Sample.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        return (List<?>) ((Supplier<?>) sample).get();
    }

    /** The bodies of lambdas as Scala compiles them: for everybody. */
    private static byte[] opened(byte[] file) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                int opened = name.startsWith("lambda$") ? access & ~Opcodes.ACC_PRIVATE : access;
                                return super.visitMethod(opened, name, descriptor, signature, exceptions);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** Calls of the factory, but for those by which the sample would read a lambda back. */
    private static int factoryCalls(byte[] file) {
        int[] calls = {0};
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                if (name.equals("$deserializeLambda$")) {
                                    return null;
                                }
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String method, String site, Handle bootstrap, Object... arguments) {
                                        calls[0]++;
                                    }
                                };
                            }
                        },
                        0);
        return calls[0];
    }

    private static byte[] file(Class<?> type) throws IOException {
        return file(type.getName());
    }

    private static byte[] file(String type) throws IOException {
        String path = "/" + type.replace('.', '/') + ".class";
        try (InputStream file = DesugaredClassTest.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IOException("no " + path);
            }
            return file.readAllBytes();
        }
    }
}
