"""feed.py BILAN DIRECTORY, from the top of the tree: each payload into every way in, every way out scanned. Prints what is wrong, and at the end `N passed, N failed`."""
import base64
import copy
import fcntl
import io
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import yaml

from payloads import complaint, payloads

BILAN, WORK = sys.argv[1:3]
passed, failed = 0, []
PAYLOADS = list(payloads(os.environ.get('HOSTILE_QUICK') == 'no'))
ALL = ''.join(text + '。' for _, text in PAYLOADS)
FORMATS = 'text tsv csv json md html xlsx'.split()
ENVIRONMENT = {'PATH': os.environ['PATH'], 'HOME': WORK, 'LANG': 'C.UTF-8', 'TERM': 'xterm-256color',
               **{name: os.environ[name] for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS') if name in os.environ}}


def judge(what, problem):
    global passed
    if problem and f'{what}: {problem}' not in failed:
        failed.append(f'{what}: {problem}')
    else:
        passed += 1


def run(words, stdin=None, env=None, cwd=None):
    done = subprocess.run([BILAN, *words], input=stdin, capture_output=True, env={**ENVIRONMENT, **(env or {})}, cwd=cwd, timeout=60)
    return done.returncode, done.stdout, done.stderr


def scan(data, but='\n'):
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as error:
        return f'no UTF-8: {data[max(0, error.start - 20):error.start + 20]!r}'
    forged = [line for line in text.split('\n') if line.startswith('FORGED')]
    return f'a line of the payload: {forged[0]!r}' if forged else complaint(text, but)


def scan_workbook(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            problem = scan(book.read(name), '\n\r')
            if problem:
                return f'{name}: {problem}'
    return None


def scan_output(data, form):
    if form == 'xlsx':
        return scan_workbook(data) if data else None
    if form == 'csv':
        return scan(data.decode('utf-8', 'replace').removeprefix('\ufeff').replace('\r\n', '\n').encode())
    if form == 'json' and data:
        strings = json.dumps(json.loads(data), ensure_ascii=False)
        return scan(data) or complaint(strings)
    return scan(data, '\n\t' if form == 'tsv' else '\n')


def judge_run(what, words, form='text', exits=(0, 1, 2, 3), **more):
    status, out, err = run(words, **more)
    judge(f'{what}: {words[:3]}', scan_output(out, form) or scan(err) or (None if status in exits else f'exit {status}'))


# Corpora: the small one with a payload in every text of it.
IDS = {'id', 'province', 'themes', 'kind', 'approx', 'value', 'to', 'span', 'title_span', 'heading_span', 'schema', 'complete', 'speeches', 'terms', 'code'}


def poisoned(node, poison, key=''):
    if isinstance(node, dict):
        return {k: poisoned(v, poison, k) for k, v in node.items()}
    if isinstance(node, list) and (key not in IDS or (node and isinstance(node[0], dict))):
        return [poisoned(v, poison, key) for v in node]
    if isinstance(node, str) and key not in IDS:
        return node[:1] + poison + node[1:]
    return node


SMALL = yaml.load(open('tests/data/small.yaml', encoding='utf-8'), Loader=yaml.BaseLoader)


def typed(node, key=''):
    """BaseLoader gives texts; spans and numbers are plain again in the file that is written."""
    if isinstance(node, dict):
        return {k: typed(v, k) for k, v in node.items()}
    if isinstance(node, list):
        return [typed(v, key) for v in node]
    if key.endswith('span') or key in ('schema', 'value', 'to', 'code', 'characters', 'complete') or (key == 'speeches' and isinstance(node, str)):
        return yaml.safe_load(node)
    return node


def write_corpus(path, corpus):
    with open(path, 'w', encoding='utf-8') as file:
        yaml.safe_dump(corpus, file, allow_unicode=False, sort_keys=False, width=10 ** 6)
    return path


CORPUS = write_corpus(os.path.join(WORK, 'texts.yaml'), poisoned(typed(copy.deepcopy(SMALL)), ALL))

COMMANDS = [['list', kind] for kind in 'provinces speeches sections measures themes terms figures'.split()] + [
    ['show', 'beijing'], ['show', 'beijing.1.1'], ['search', '网'], ['compare', 'beijing', 'shandong'], ['similar', 'beijing.1.1'], ['absent'], ['matrix'],
    ['matrix', '--terms'], ['overview'], ['list', 'figures', '--alike']]


def commands_of(path):
    status, _, err = run(['list', 'speeches', '-C', path])
    judge('the corpus opens', None if status == 0 else f'exit {status}: {err[:300]!r}')
    for lang in ('zh', 'en'):
        for words in COMMANDS:
            for form in FORMATS if lang == 'zh' else FORMATS[:1]:
                target = os.path.join(WORK, 'out.xlsx')
                more = ['--output', target, '--force'] if form == 'xlsx' else []
                if form == 'xlsx':
                    status, out, err = run([*words, '-C', path, '--lang', lang, *more])
                    data = open(target, 'rb').read() if os.path.exists(target) else b''
                    judge(f'{words} xlsx', scan_workbook(data) if data else None)
                    judge(f'{words} xlsx says', scan(err))
                else:
                    judge_run('a corpus', [*words, '-C', path, '--lang', lang, '--format', form], form)
        judge_run('check', ['check', path, '--lang', lang])


def each_payload_in_a_corpus():
    """One payload alone, so that nothing else covers it up."""
    for i, (name, text) in enumerate(PAYLOADS):
        path = write_corpus(os.path.join(WORK, f'one{i}.yaml'), poisoned(typed(copy.deepcopy(SMALL)), text))
        judge_run(name, ['show', 'beijing', '-C', path], exits=(0,))
        judge_run(name, ['check', path])


def broken_corpora():
    """Where the form names things: ids, words of lists, keys, file names; and bytes that are no YAML."""
    places = [('ids', lambda c, p: c['themes'][0].update(id='grid' + p)), ('speech ids', lambda c, p: c['speeches'][0].update(id='ab' + p)),
              ('provinces', lambda c, p: c['provinces'][0].update(id='bei' + p)), ('themes', lambda c, p: c['speeches'][0]['sections'][0]['measures'][0].update(themes=[p])),
              ('kinds', lambda c, p: c['speeches'][0]['lead']['figures'][0].update(kind=p)), ('values', lambda c, p: c['speeches'][0]['lead']['figures'][0].update(value=p)),
              ('keys', lambda c, p: c.update({'k' + p: 'x'})), ('spans', lambda c, p: c['speeches'][0].update(title_span=[p, 3])), ('parts', lambda c, p: c.update(parts=[p])),
              ('corpus id', lambda c, p: c.update(id=p)), ('terms', lambda c, p: c['speeches'][0]['lead'].update(terms=[p])), ('complete', lambda c, p: c['speeches'][0].update(complete=p))]
    for name, put in places:
        for poison in [text for _, text in PAYLOADS] + ['\nFORGED: x']:
            corpus = typed(copy.deepcopy(SMALL))
            put(corpus, poison)
            path = write_corpus(os.path.join(WORK, 'broken.yaml'), corpus)
            for words in (['check', path], ['list', 'measures', '-C', path], ['show', 'beijing', '-C', path]):
                judge_run(name, words)
    for data in (b'schema: 1\nid: [\x1b]0;OWNED\x07', b'\xff\xfe\x00', b'schema: 1\n\xe2\x80\xae: x\n', '\u202e: 1\n'.encode(), b'%TAG \x1b x', b'a: &\xe2\x80\xae x\n'):
        path = os.path.join(WORK, 'raw.yaml')
        open(path, 'wb').write(data)
        judge_run('raw', ['check', path])


def words_and_names():
    """The command line and file names. A line feed may stand in a file's name and in a word."""
    folder = os.path.join(WORK, 'names')
    os.makedirs(folder, exist_ok=True)
    for name, text in [*PAYLOADS, ('a forged line', '\nFORGED: x'), ('a tab', '\tx')]:
        word = text.replace('\0', '') or 'x'
        small = ['-C', 'tests/data/small.yaml']
        for words in ([['show', word], ['search', word], ['list', word], ['compare', word, 'beijing'], ['similar', word], ['absent', word], ['help', word], [word], ['--' + word],
                       ['-' + word], ['--lang', word], ['--width', word], ['list', 'terms', '--format', word], ['compare', 'beijing', 'shandong', '--theme', word],
                       ['--ambiguous', word], ['list', 'figures', '--sort', word], ['--colour=' + word]]):
            judge_run(name, [*words, *small])
        leaf = word.replace('/', '_')[:60] + '.yaml'
        path = os.path.join(folder, leaf)
        judge_run(name + ' (no such file)', ['check', path])
        judge_run(name + ' (no such file)', ['list', 'terms', '-C', path])
        judge_run(name + ' (config)', ['keys', '--config', path])
        judge_run(name + ' (state)', ['import', path, '-o', path])
        judge_run(name + ' (output)', ['list', 'terms', *small, '-o', os.path.join(path, 'x')])
        try:
            shutil.copy('tests/data/small.yaml', path)
        except OSError:
            continue
        judge_run(name + ' (file)', ['check', path])
        judge_run(name + ' (exists)', ['list', 'terms', *small, '-o', path])
        os.makedirs(path + '.d', exist_ok=True)
        judge_run(name + ' (directory)', ['check', path + '.d'])
        judge_run(name + ' (import)', ['import', path, '-o', path + '.d'])


def settings_and_environment():
    for name, text in PAYLOADS:
        path = os.path.join(WORK, 'config.yaml')
        for settings in ({'language': text}, {'k' + text: 1}, {'text_width': text}, {'keys': {'find': text}}, {'keys': {text: 'x'}}, {'corpus': [text.replace('\0', '')]}):
            with open(path, 'w', encoding='utf-8') as file:
                yaml.safe_dump(settings, file, allow_unicode=False)
            judge_run(name + ' (settings)', ['keys', '--config', path])
            judge_run(name + ' (settings)', ['list', 'terms', '--config', path])
        value = text.replace('\0', '')
        for variable in ('HOME', 'TERM', 'LANG', 'LC_ALL', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'NO_COLOR', 'COLORFGBG'):
            judge_run(name + ' (environment)', ['list', 'terms', '-C', 'tests/data/small.yaml'], env={variable: '/' + value if 'X' in variable else value})


def imports():
    raw = open('tests/import/raw.txt', encoding='utf-8').read() if os.path.exists('tests/import/raw.txt') else (
        '发言摘登\n\n北京市委组织部\n\n抓好治理\n\n一、第一部分\n\n（一）做法。全市有8.9万个网格。\n\n山东省委组织部\n\n建强队伍\n\n一、选好人\n\n选三百人。\n')
    source = os.path.join(WORK, 'raw.txt')
    target = os.path.join(WORK, 'imported')
    for name, text in PAYLOADS:
        with open(source, 'w', encoding='utf-8', newline='') as file:
            file.write(raw.replace('抓好', '抓' + text + '好').replace('网格', '网' + text + '格').replace('发言', '发' + text + '言'))
        shutil.rmtree(target, ignore_errors=True)
        judge_run(name + ' (import)', ['import', source, '-o', target])
        for root, _, files in os.walk(target):
            for leaf in files:
                judge(f'{name} (import): {leaf}', scan(open(os.path.join(root, leaf), 'rb').read()))


# The browser: a terminal whose description moves by ESC alone, so that no other control is the painter's own.
OWN = re.compile(rb'\x1b\[[0-9;?]*(?:[A-HJKLMPSTXZ@`a-hl-nr-u]|\$p)|\x1b\]11;\?\x1b\\|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|\x1b[78=>M]|\x1b\(B|\r')


def write_terminfo():
    entry = subprocess.run(['infocmp', '-1', 'xterm-256color'], capture_output=True, text=True, check=True).stdout
    kept = [line for line in entry.splitlines() if line.strip().split('=')[0] not in ('cub1', 'cud1', 'ind', 'nel', 'cr', 'ht', 'bel')]
    subprocess.run(['tic', '-x', '-o', os.path.join(WORK, 'terminfo'), '-'], input='\n'.join(kept), text=True, check=True, capture_output=True)


def session(words, keys, env=None):
    """All bytes that the browser sends while these keys are typed."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(os.path.join(WORK, 'here'))
        quiet = termios.tcgetattr(0)  # what is typed before it begins or after its end is not echoed among its bytes
        quiet[3] &= ~termios.ECHO
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        os.execvpe(BILAN, [BILAN, *words], {**ENVIRONMENT, 'TERMINFO': os.path.join(WORK, 'terminfo'), **(env or {})})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 30, 100, 0, 0))
    sent, out, waiting, end = 0, b'', 0.25, time.time() + 60
    while time.time() < end:
        ready, _, _ = select.select([fd], [], [], waiting)
        if ready:
            try:
                data = os.read(fd, 65536)
            except OSError:
                break
            if not data:
                break
            out += data
            continue
        if not out:
            continue
        if sent == len(keys):
            break
        done = callable(keys[sent]) and keys[sent]() # what somebody else does meanwhile
        if not callable(keys[sent]):
            os.write(fd, keys[sent].encode())
        sent, waiting = sent + 1, done or 0.06
    os.close(fd)
    os.waitpid(pid, 0)
    return out


def scan_screen(out):
    for copied in re.findall(rb'\x1b\]52;c;([A-Za-z0-9+/=]*)\x07', out):
        problem = scan(base64.b64decode(copied))
        if problem:
            return f'copied: {problem}'
    if b'777' in b''.join(re.findall(rb'\x1b[\x40-\x7e][0-9;?]*', out)):
        return 'a sequence of the payload'
    rest = OWN.sub(b'', out)
    return scan(rest, '') if out else 'nothing came'


TOUR = ['j', 'l', 'j', 'y', 'Y', 'q', 'l', 'G', 'y', 'g', 'i', 'G', 'q', '2', '3', '4', '5', '1', 'M', 'l', '\r', 'q', 'q', 'F', '\r', 'q', 'q', 'A', 'q', 'c', 'j', 'c', 'C', 'd', 'd', 'q',
        's', 'q', 'W', 'q', 'O', 'q', '/', '网', '\r', 'w', 'q', 'q', ':', 'beijing', '\t', '\r', ';', 'q', '\\', 'i', 'q', '?', '\x1b', 'e', 'q', 'B', 'a', 'x', '\x1b', ';', 'q', 'q']


def browse():
    small, none = os.path.abspath('tests/data/small.yaml'), ['--no-config', '--no-state']
    jobs = [('texts', [CORPUS, *none], TOUR, None)]
    for name, text in PAYLOADS:
        value = text.replace('\0', '')
        paste = '\x1b[200~' + text.replace('\x1b', '').replace('\0', '') + '\x1b[201~'
        path = os.path.join(WORK, f'{len(jobs)}' + value.replace('/', '_')[:60] + '.yaml')
        try:
            shutil.copy(small, path)
        except OSError:
            path = small
        state = os.path.join(WORK, f'state{len(jobs)}')
        env = {'XDG_STATE_HOME': state, 'LANG': value, 'COLORFGBG': value, 'NO_COLOR': '', 'XDG_CONFIG_HOME': '/' + value}
        keys = ['/', paste, '\r', '\x1b', '\x1b', ':', paste, '\r', '\x1b', 'l', 'j', 'a', paste, '\x1b', ';', 'q', 'f', paste, '\x1b', 'e', '\r', '\x15', paste, '\r', '\x1b', '\x1b',
                '?', paste, '\x1b', '\x1b', 'i', 'G', 'Q']
        jobs.append((name, [path], keys, env))
        jobs.append((name + ' (again)', [path], [';', 'q', '/', '\x1b[A', '\x1b', 'Q'], {**env, 'HOME': '/' + value}))
    # Those that look at what was kept come behind those that keep it.
    with ThreadPoolExecutor(4) as pool:
        for some in (jobs[:1] + jobs[1::2], jobs[2::2]):
            for job, out in zip(some, pool.map(lambda job: session(*job[1:]), some)):
                judge(f'browser: {job[0]}', scan_screen(out))


def save(path, poison, broken):
    """Saves as an editor does: a text that has the payload, or a file that is wrong where it stands. Seconds to wait for it."""
    fresh = poisoned(typed(copy.deepcopy(SMALL)), poison)
    if broken:
        fresh['speeches'][0].update(id='ab' + poison, **{'k' + poison: 'x'})
        fresh['speeches'][0]['lead']['figures'][0].update(kind=poison)
    write_corpus(path + '.new', fresh)
    os.rename(path + '.new', path)
    return 0.9


def files_that_change():
    """What is taken in while it is read, and the line that says what is wrong with it."""
    jobs = []
    for i, (name, text) in enumerate(PAYLOADS):
        path = os.path.join(WORK, f'live{i}.yaml')
        shutil.copy('tests/data/small.yaml', path)
        keys = ['l', lambda p=path, t=text: save(p, t, True), 'j', 'i', 'G', lambda p=path, t=text: save(p, t, False), 'q', 'j', 'U', '\\', 'Q']
        jobs.append((name, [path, '--no-config', '--no-state'], keys, None))
    with ThreadPoolExecutor(4) as pool:
        for job, out in zip(jobs, pool.map(lambda job: session(*job[1:]), jobs)):
            judge(f'files that change: {job[0]}', scan_screen(out))
            judge(f'files that change: {job[0]}: it was told', None if '文件'.encode() in out or b'files' in out else 'nothing was said')


def originals_and_proposals():
    """The source beside a corpus, and what an import proposed, in its panel."""
    jobs = []
    for i, (name, text) in enumerate(PAYLOADS):
        folder = os.path.join(WORK, f'original{i}')
        shutil.copytree('tests/data/original', folder)
        source = next(os.path.join(folder, leaf) for leaf in os.listdir(folder) if leaf.endswith('.txt'))
        words = open(source, encoding='utf-8').read()
        with open(source, 'w', encoding='utf-8', newline='') as file:
            file.write(''.join(c + (text if k % 40 == 20 else '') for k, c in enumerate(words)))
        jobs.append((name + ' (original)', [folder, '--no-config', '--no-state'], ['l', 'j', 'o', 'j', ' ', 'G', 'i', 'q', 'q', 'Q'], None))
    target = os.path.join(WORK, 'imported') # with the last payload in it
    if os.path.exists(os.path.join(target, 'corpus.yaml')):
        jobs.append(('proposals', [target, '--no-config', '--no-state'], ['3', '\r', 't', 'j', 'j', ' ', 'e', 'q', 'q', 'q', 'Q'], None))
    with ThreadPoolExecutor(4) as pool:
        for job, out in zip(jobs, pool.map(lambda job: session(*job[1:]), jobs)):
            judge(f'browser: {job[0]}', scan_screen(out))


def kiosk():
    """The words of a login shell, and an environment of a stranger's."""
    small, jobs = os.path.abspath('tests/data/small.yaml'), []
    for name, text in PAYLOADS:
        value = text.replace('\0', '')
        env = {variable: value for variable in ('TERM', 'LANG', 'LC_ALL', 'SSH_ORIGINAL_COMMAND', 'SSH_CLIENT', 'COLORFGBG', 'TERMINFO', 'HOME')}
        for words in (['--kiosk', small], ['-c', value], ['--kiosk', '--config', value, small], ['--kiosk', '--state', '/' + value, small], ['--kiosk', value]):
            judge_run(name + ' (kiosk)', words, env=env)
        jobs.append((name, ['--kiosk', '--state', os.path.join(WORK, 'kiosk'), small], ['j', 'e', ':', '\x1b', 'i', 'G', 'Q'], env))
    with ThreadPoolExecutor(4) as pool:
        for job, out in zip(jobs, pool.map(lambda job: session(*job[1:]), jobs)):
            # the system's own description of the terminal is taken: it moves by controls
            judge(f'kiosk: {job[0]}', scan_screen(re.sub(rb'[\b\n]|\x1b\[\d*[GX]', b'', out)))


def kept():
    """What is kept is clean too."""
    for root, _, files in os.walk(WORK):
        for leaf in files:
            if leaf.endswith('.state'):
                judge(f'state: {root[-12:]}', scan(open(os.path.join(root, leaf), 'rb').read(), '\n\t'))


def main():
    steps = (lambda: commands_of(CORPUS), each_payload_in_a_corpus, broken_corpora, words_and_names, settings_and_environment, imports)
    for step in steps:
        start = time.time()
        step()
        if os.environ.get('HOSTILE_TIMES'):
            print(step, time.time() - start)
    write_terminfo()
    os.makedirs(os.path.join(WORK, 'here'), exist_ok=True)
    for step in (browse, files_that_change, originals_and_proposals, kiosk, kept):
        start = time.time()
        step()
        if os.environ.get('HOSTILE_TIMES'):
            print(step, time.time() - start)
    for line in failed[:60]:
        print(line)
    print(f'{passed} passed, {len(failed)} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
