/** The look of the report: paper by day, slate by night, black on white in print. No fonts or images from elsewhere. */
export const style = `
:root{color-scheme:light dark;--paper:#f7f6f2;--sheet:#fff;--ink:#1d282d;--soft:#526068;--line:#dcdad2;--tint:#f1efe8;--link:#1c5a78;
--read:#3d7d6e;--partly:#b98a1e;--unread:#b1461f;--left:#9aa3a6;--critical:#8d1b2d;--high:#b84a1c;--medium:#b98a1e;--low:#4d8a72;--info:#7a8b96;--bar:#2d6a86;--bar2:#94b8c9;
--on-critical:#fff;--on-high:#fff;--on-medium:#241a02;--on-low:#fff;--on-info:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#12171a;--sheet:#1a2125;--ink:#e4e7e6;--soft:#a2afb5;--line:#313c41;--tint:#212a2f;--link:#8cc4de;
--read:#5fae9a;--partly:#d6ab4a;--unread:#e07b52;--left:#6d777b;--critical:#e0566c;--high:#e58a5a;--medium:#d6ab4a;--low:#74b598;--info:#8b9ba5;--bar:#5b9dbb;--bar2:#34586a;
--on-critical:#22060b;--on-high:#2a1006;--on-medium:#241a02;--on-low:#07190f;--on-info:#0c1318}}
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:80rem;padding:2rem clamp(1rem,4vw,3rem) 4rem}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--sheet);padding:.5rem 1rem}
h1,h2,h3{line-height:1.2;text-wrap:balance;font-weight:600}
h1{font:500 2.3rem/1.15 Georgia,"Iowan Old Style","Times New Roman",serif;margin:.2rem 0 .6rem;letter-spacing:-.01em}
h2{font:500 1.55rem/1.2 Georgia,"Iowan Old Style","Times New Roman",serif;margin:0 0 .8rem}
h3{font-size:1.02rem;margin:1.8rem 0 .5rem}
p{margin:.4rem 0;max-width:46rem}
.brand{font-size:.8rem;letter-spacing:.14em;text-transform:uppercase;color:var(--soft);margin:0}
.meta,.note,caption,figcaption,.small{color:var(--soft)}
.meta{font-size:.92rem}
.note,.small{font-size:.88rem}
.lead{font-size:1.15rem;max-width:50rem}
section{background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:1.6rem clamp(1rem,3vw,2rem) 1.8rem;margin:1.4rem 0}
nav ol{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:1.2rem 0 0;font-size:.92rem}
.alert{border-left:.35rem solid var(--unread);background:var(--tint);padding:.7rem 1rem;margin:1rem 0;max-width:none;border-radius:0 .4rem .4rem 0}
.alert p{max-width:none}
.fine{border-left-color:var(--read)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.2rem,1fr));gap:.8rem;margin:.6rem 0 1.2rem;padding:0}
.tiles div{background:var(--tint);border-radius:.4rem;padding:.7rem .9rem;border-top:.25rem solid var(--line)}
.tiles dt{font-size:.85rem;color:var(--soft)}
.tiles dd{margin:0;font:500 1.7rem/1.2 Georgia,"Times New Roman",serif;font-variant-numeric:lining-nums tabular-nums}
.tiles small{display:block;font:.82rem/1.4 system-ui,sans-serif;color:var(--soft)}
.t-critical{border-top-color:var(--critical)!important}.t-high{border-top-color:var(--high)!important}.t-medium{border-top-color:var(--medium)!important}
.t-low{border-top-color:var(--low)!important}.t-info{border-top-color:var(--info)!important}.t-unread{border-top-color:var(--unread)!important}
.t-read{border-top-color:var(--read)!important}.t-partly{border-top-color:var(--partly)!important}.t-left{border-top-color:var(--left)!important}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45}
caption{text-align:left;padding:0 0 .5rem;font-size:.9rem}
caption b{color:var(--ink);font-size:1.02rem;display:block}
th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:600;font-size:.82rem;color:var(--soft);border-bottom:2px solid var(--line);white-space:nowrap}
tbody th{font-weight:500}
.d{white-space:nowrap}
th.n,td.n,th.d,td.d{width:1%}
th.n,td.n{padding-right:1.1rem}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.w{overflow-wrap:anywhere;min-width:9rem}
.wide{min-width:15rem}
td.w,th.w{max-width:26rem}
tr.below td{padding:0 0 .7rem 1rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
tr:has(+tr.below)>*{border-bottom:0;padding-bottom:.2rem}
tr.off{display:none}
tbody tr:not(.below):hover{background:var(--tint)}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin:1rem 0 -.6rem;font-size:.9rem;color:var(--soft)}
.tools input{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:.35rem;padding:.3rem .6rem;width:min(18rem,100%)}
.tools button{font:inherit;line-height:1;color:var(--ink);background:var(--tint);border:1px solid var(--soft);border-radius:.35rem;padding:.35rem .7rem;cursor:pointer}
.tools button:disabled{opacity:.4;cursor:default}
.tools span{min-width:9rem;text-align:center;font-variant-numeric:tabular-nums}
.paper{display:none}
code,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.86em}
.id{color:var(--soft)}
.sev{white-space:nowrap;font-weight:600}
.sev::before{content:"";display:inline-block;width:.72em;height:.72em;border-radius:.18em;margin-right:.45em;background:var(--info)}
.critical::before{background:var(--critical)}.high::before{background:var(--high)}.medium::before{background:var(--medium)}.low::before{background:var(--low)}
figure{margin:1.2rem 0;max-width:54rem}
figcaption{font-size:.9rem;margin-bottom:.3rem}
svg{display:block;width:100%;height:auto;font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--ink)}
.f-critical{fill:var(--critical)}.f-high{fill:var(--high)}.f-medium{fill:var(--medium)}.f-low{fill:var(--low)}.f-info{fill:var(--info)}.f-bar{fill:var(--bar)}.f-bar2{fill:var(--bar2)}
th button{font:inherit;color:inherit;background:none;border:0;padding:0 .2rem;margin:0 -.2rem 0 .1rem;cursor:pointer;border-radius:.2rem}
th button::after{content:"↕"}
th[aria-sort=ascending] button::after{content:"↑"}th[aria-sort=descending] button::after{content:"↓"}
dl.facts{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.3rem 1.2rem;font-size:.92rem;margin:.5rem 0}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;overflow-wrap:anywhere}
h4{font-size:.92rem;margin:1rem 0 .2rem;font-weight:600}ul.places{margin:.2rem 0 .6rem;padding-left:1.2rem;font-size:.9rem}
footer{color:var(--soft);font-size:.85rem;margin-top:2rem}
@page{size:A4;margin:18mm 14mm 16mm;@top-left{content:"Wayward";font:8pt system-ui,sans-serif;color:#555}@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#555}}
@media print{:root{color-scheme:light;--paper:#fff;--sheet:#fff;--ink:#111;--soft:#444;--line:#ccc;--tint:#f4f4f1;--link:#111;--read:#3d7d6e;--partly:#b98a1e;--unread:#b1461f;--left:#9aa3a6;
--critical:#8d1b2d;--high:#b84a1c;--medium:#b98a1e;--low:#4d8a72;--info:#7a8b96;--bar:#2d6a86;--bar2:#94b8c9;--on-critical:#fff;--on-high:#fff;--on-medium:#241a02;--on-low:#fff;--on-info:#fff}
html{font-size:10pt}body{max-width:none;padding:0}section{border:0;border-top:1pt solid var(--line);break-before:auto;border-radius:0;padding:4mm 0 0;margin:5mm 0 0}
nav,.skip,.tools{display:none}tr.off:not(.far){display:table-row}tr.far{display:none}.paper{display:block}tbody tr:hover{background:none}thead,caption{break-inside:avoid}thead{break-after:avoid}.scroll{overflow:visible}h2,h3,caption{break-after:avoid}tr,figure,.tiles,.alert{break-inside:avoid}thead{display:table-header-group}
th button{display:none}table{font-size:8.5pt}.w{min-width:20mm}.wide{min-width:38mm}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`.trim();

/** Says at the head of every printed page what it belongs to: pages get apart. Of run and time only letters, digits and the like. */
export function runningHead(text: string): string {
  const safe = text.replace(/[^\w .:-]/g, '');
  return `@page{@top-right{content:"${safe}";font:8pt system-ui,sans-serif;color:#555}}`;
}
